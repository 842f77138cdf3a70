/** The district of a test: started, stopped and started again at the same address with the same data. */
import { join } from 'node:path';
import { freePort, tempFolder } from './places.ts';
import { startProgram, type Program } from './program.ts';

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
  /** A fresh enrolment code for one computer of that unit. */
  code(unit: string): Promise<string>;
  /** Pulls the plug. */
  kill(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

const script = join(import.meta.dirname, '../programs/district.ts');

export async function startDistrict(): Promise<District> {
  const folder = await tempFolder('district');
  const port = await freePort();
  let program: Program = startProgram(script, [folder.path, String(port)]);
  const ready = async () =>
    JSON.parse((await program.waitFor(/^\{"ready".*\}$/m))[0]) as { url: string; logins: Login[] };
  const { url, logins } = await ready();
  let codes = 0;
  return {
    url,
    logins,
    code: async (unit) => {
      codes += 1;
      program.send(`code ${unit}`);
      return (
        (
          await program.waitFor(
            new RegExp(`(?:code: .*\\s+){${codes - 1}}[\\s\\S]*?code: (\\S+)\\s*$`),
          )
        )[1] ?? ''
      );
    },
    kill: () => program.kill(),
    start: async () => {
      program = startProgram(script, [folder.path, String(port)]);
      codes = 0;
      await ready();
    },
    close: async () => {
      await program.stop();
      await folder.remove();
    },
  };
}
