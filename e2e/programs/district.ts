/** A small demonstration district as a process of its own, so that a test can pull its plug. Commands come by line on standard input. */
import { createInterface } from 'node:readline';
import { startDemoDistrict } from '../../scripts/launch/demo-district.ts';

const [dataDir = '', port = '0'] = process.argv.slice(2);
const district = await startDemoDistrict({ dataDir, port: Number(port), small: true });
process.stdout.write(
  `${JSON.stringify({ ready: true, url: district.url, logins: district.logins })}\n`,
);

createInterface({ input: process.stdin }).on('line', (line) => {
  void answer(line.trim());
});

async function answer(line: string): Promise<void> {
  const [command, argument = ''] = line.split(' ');
  if (command === 'code') process.stdout.write(`code: ${await district.code(argument)}\n`);
  if (command === 'close') {
    await district.close();
    process.exit(0);
  }
}

process.on('SIGINT', () => {
  void district.close().then(() => process.exit(0));
});
