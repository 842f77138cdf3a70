/** A small demonstration district as a process of its own, so that a test can pull its plug. Commands come by line on standard input. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { ParameterKey } from '../../shared/parameters/parameters.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import type { Role } from '../../shared/access/actor.ts';
import { startDemoDistrict } from '../../scripts/launch/demo-district.ts';

const [dataDir = '', port = '0', size = 'small'] = process.argv.slice(2);
const district = await startDemoDistrict({
  dataDir,
  port: Number(port),
  small: size === 'small',
  boundBodies: false,
});
process.stdout.write(
  `${JSON.stringify({ ready: true, url: district.url, logins: district.logins })}\n`,
);

/** `NUMBER COMMAND ARGUMENTS…`, answered by `NUMBER: ANSWER`. */
createInterface({ input: process.stdin }).on('line', (line) => {
  const [number = '', command = '', ...rest] = line.trim().split(' ');
  void answer(command, rest).then((text) => process.stdout.write(`${number}: ${text}\n`));
});

async function answer(
  command: string,
  [first = '', second = '', third = '']: string[],
): Promise<string> {
  if (command === 'code') {
    const made = await district.admin().createCode(first, {
      hours: Number(second),
      autoConfirm: third !== 'pending',
    });
    return made.code;
  }
  if (command === 'roles') {
    const done = await district.admin().setRoles(first, second.split(',') as Role[]);
    return done.ok ? 'ok' : done.code;
  }
  if (command === 'parameter') {
    const key = first as ParameterKey;
    await district.admin().setParameter({ key, value: Number(second), confirmed: true });
    return 'ok';
  }
  if (command === 'seed') {
    const rows = JSON.parse(await readFile(first, 'utf8')) as Envelope[];
    return String(await district.admin().seedRows('records', rows));
  }
  return 'unknown command';
}

process.on('SIGINT', () => {
  void district.close().then(() => process.exit(0));
});
