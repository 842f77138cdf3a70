/** Reads a password from the keyboard without showing it, or from a file. It never travels on the command line. */
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { tell } from './texts.ts';

/** The password, or null when the two typed entries differ. The first line of the file, without its line end. */
export async function readPassword(file: string | undefined): Promise<string | null> {
  if (file !== undefined) return (await readFile(file, 'utf8')).split(/\r?\n/)[0] ?? '';
  const first = await ask(tell('passwordPrompt'));
  const second = await ask(tell('passwordAgain'));
  return first === second ? first : null;
}

/** One that exists already: asked once. */
export async function readPassphrase(file: string | undefined): Promise<string> {
  if (file !== undefined) return (await readFile(file, 'utf8')).split(/\r?\n/)[0] ?? '';
  return ask(tell('passwordPrompt'));
}

function ask(prompt: string): Promise<string> {
  process.stdout.write(prompt);
  // Whatever readline would echo goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  return new Promise((resolve) => {
    const finish = (answer: string) => {
      process.stdout.write('\n');
      reader.close();
      resolve(answer);
    };
    reader.once('line', finish);
    // Ctrl-C and the end of input give an empty password, which is too short to be taken.
    reader.once('SIGINT', () => finish(''));
    reader.once('close', () => resolve(''));
  });
}
