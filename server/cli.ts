/** `npm run district -- …`: administration of the district from the command line. */
import { parseArgs } from 'node:util';
import { openOffice } from './boot.ts';
import { commands, type Outcome } from './cli/commands.ts';
import { readPassphrase, readPassword } from './cli/read-password.ts';
import { answerRequest, type KeyFiles } from './cli/recovery-commands.ts';
import { tell } from './cli/texts.ts';
import { startTrouble } from './start-trouble.ts';

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string', default: 'district-data' },
      demo: { type: 'boolean', default: false },
      login: { type: 'string' },
      name: { type: 'string' },
      unit: { type: 'string' },
      role: { type: 'string' },
      community: { type: 'string' },
      hours: { type: 'string' },
      id: { type: 'string' },
      fingerprint: { type: 'string' },
      confirm: { type: 'string' },
      'auto-confirm': { type: 'boolean', default: false },
      request: { type: 'string' },
      box: { type: 'string' },
      key: { type: 'string' },
      out: { type: 'string' },
      media: { type: 'string' },
      handler: { type: 'string' },
      'virus-checked': { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      'password-file': { type: 'string' },
    },
  });
  const apart = withoutDatabase[positionals.slice(0, 2).join(' ')];
  if (apart !== undefined)
    return report(await apart(values, () => readPassphrase(values['password-file'])));
  const command = commands[positionals.slice(0, 2).join(' ')];
  if (command === undefined) {
    console.error(tell('usage'));
    return 2;
  }
  const databaseUrl = process.env['DATABASE_URL'];
  const office = await openOffice({
    ...(databaseUrl ? { databaseUrl } : { dataDir: values.data }),
    isDemo: values.demo,
  });
  try {
    const outcome = await command({
      admin: office.admin,
      deps: office.deps,
      options: values,
      rest: positionals.slice(2),
      password: () => readPassword(values['password-file']),
    });
    return report(outcome);
  } finally {
    await office.close();
  }
}

/** Run where the recovery key is, which is best no networked machine. */
const withoutDatabase: Readonly<
  Record<string, (files: KeyFiles, passphrase: () => Promise<string | null>) => Promise<Outcome>>
> = { 'recovery answer': answerRequest };

function report(outcome: Outcome): number {
  if (outcome.ok) console.log(outcome.text);
  else console.error(outcome.text);
  return outcome.ok ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(startTrouble(error) ?? tell('usage'));
    process.exitCode = 2;
  },
);
