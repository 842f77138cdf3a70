/** `npm run district -- …`: administration of the district from the command line. */
import { parseArgs } from 'node:util';
import { openOffice } from './boot.ts';
import { commands } from './cli/commands.ts';
import { readPassword } from './cli/read-password.ts';
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
      'password-file': { type: 'string' },
    },
  });
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
      options: values,
      rest: positionals.slice(2),
      password: () => readPassword(values['password-file']),
    });
    if (outcome.ok) console.log(outcome.text);
    else console.error(outcome.text);
    return outcome.ok ? 0 : 1;
  } finally {
    await office.close();
  }
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
