/** The district of a test: started, stopped and started again at the same address with the same data. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Envelope } from '../../shared/records/envelope.ts';
import { freePort, tempFolder } from './places.ts';
import { startProgram, type Program } from './program.ts';
import { copyTemplate } from './template-folder.ts';

export interface Login {
  readonly login: string;
  readonly password: string;
  readonly name: string;
  readonly unit: string;
  readonly roles: readonly string[];
}

export interface District {
  readonly url: string;
  readonly logins: readonly Login[];
  /** A fresh enrolment code for one computer of that unit; `hours` below zero makes one that has expired. */
  code(unit: string, hours?: number): Promise<string>;
  /** A code whose computer must be confirmed by its fingerprint. */
  pendingCode(unit: string): Promise<string>;
  /** Gives an account other work. */
  setRoles(login: string, roles: readonly string[]): Promise<void>;
  /** Sets a number of the district: days, limits. Devices have it with their next sync. */
  setParameter(key: string, value: number): Promise<void>;
  /** Puts records there as they are, without asking their types' rules. */
  seed(records: readonly Envelope[]): Promise<void>;
  /** Pulls the plug. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const script = join(import.meta.dirname, '../programs/district.ts');
const isReady = /^\{"ready".*\}$/m;

/** `whole`: the demonstration as it ships, with cases in every state; the small one starts sooner. */
export async function startDistrict({ whole = false } = {}): Promise<District> {
  const folder = await tempFolder('district');
  const port = await freePort();
  const size = whole ? 'whole' : 'small';
  await copyTemplate(size, folder.path, async (template) => {
    const seeding = startProgram(script, [template, '0', size]);
    await seeding.waitFor(isReady);
    await seeding.stop();
  });
  const args = [folder.path, String(port), size];
  let program: Program = startProgram(script, args);
  const ready = async () =>
    JSON.parse((await program.waitFor(isReady))[0]) as { url: string; logins: Login[] };
  const { url, logins } = await ready();
  let asked = 0;
  const ask = async (command: string): Promise<string> => {
    asked += 1;
    program.send(`${asked} ${command}`);
    return (await program.waitFor(new RegExp(`^${asked}: (.*)\n`, 'm')))[1] ?? '';
  };
  return {
    url,
    logins,
    code: (unit, hours = 24) => ask(`code ${unit} ${hours}`),
    pendingCode: (unit) => ask(`code ${unit} 1 pending`),
    setRoles: async (login, roles) => {
      const answer = await ask(`roles ${login} ${roles.join(',')}`);
      if (answer !== 'ok') throw new Error(`the district did not set the roles: ${answer}`);
    },
    setParameter: async (key, value) => {
      const answer = await ask(`parameter ${key} ${value}`);
      if (answer !== 'ok') throw new Error(`the district did not set ${key}: ${answer}`);
    },
    seed: async (records) => {
      const path = join(folder.path, 'seed.json');
      await writeFile(path, JSON.stringify(records));
      const answer = await ask(`seed ${path}`);
      if (answer !== String(records.length)) throw new Error(`the district took ${answer}`);
      await rm(path);
    },
    kill: () => program.kill(),
    start: async () => {
      program = startProgram(script, args);
      await ready();
    },
    close: async () => {
      await program.stop();
      await folder.remove();
    },
  };
}
