/** Commands around the recovery key. `recovery answer` needs no database: it runs where the key is, off the network. */
import { readFile, writeFile } from 'node:fs/promises';
import { textKinds } from '../../shared/sync/keys.ts';
import type { Admin } from '../admin/admin.ts';
import {
  answerRecovery,
  createRecoveryFile,
  openRecoveryFile,
  readRecoveryRequest,
} from '../keys/recovery-file.ts';
import type { Outcome } from './commands.ts';
import { tell } from './texts.ts';

export interface KeyFiles {
  readonly request?: string | undefined;
  readonly box?: string | undefined;
  readonly key?: string | undefined;
  readonly out?: string | undefined;
  readonly replace?: boolean | undefined;
}

/** Shorter ones could be guessed by whoever finds the paper. */
const passphraseMin = 14;

export async function makeRecoveryKey(
  admin: Pick<Admin, 'hasRecoveryKey' | 'setRecoveryKey'>,
  { out, replace }: KeyFiles,
  passphrase: () => Promise<string | null>,
): Promise<Outcome> {
  if (out === undefined) return bad(tell('missing', { option: 'out' }));
  if ((await admin.hasRecoveryKey()) && replace !== true) return bad(tell('recoveryKeyThere'));
  const typed = await passphrase();
  if (typed === null) return bad(tell('passwordsDiffer'));
  if (Array.from(typed).length < passphraseMin)
    return bad(tell('password_short', { min: passphraseMin }));
  const { publicKey, file } = await createRecoveryFile(typed);
  // The file first: a public key whose private half nobody has would seal everything for ever.
  const written = await writeNew(out, file);
  if (!written) return bad(tell('fileThere', { file: out }));
  await admin.setRecoveryKey(publicKey);
  return good(tell('recoveryKeyMade', { file: out }));
}

export async function answerRequest(
  { request, key, out }: KeyFiles,
  passphrase: () => Promise<string | null>,
): Promise<Outcome> {
  if (request === undefined) return bad(tell('missing', { option: 'request' }));
  const text = await read(request);
  if (text === null) return bad(tell('noFile', { file: request }));
  const asked = readRecoveryRequest(text);
  if (asked === null)
    return bad(tell('wrongKind', { file: request, kind: textKinds['recovery-request'] }));
  const opened = await openKey(key, passphrase);
  if ('text' in opened) return opened;
  const answer = await answerRecovery(opened.key, asked);
  if (answer === null) return bad(tell('slotOfOther'));
  if (out !== undefined && !(await writeNew(out, `${answer}\n`)))
    return bad(tell('fileThere', { file: out }));
  const facts = { name: asked.name, device: asked.deviceId };
  return good(
    out === undefined
      ? `${tell('recoveryAnswered', facts)}\n${answer}`
      : tell('recoveryAnsweredTo', { ...facts, file: out }),
  );
}

async function openKey(file: string | undefined, passphrase: () => Promise<string | null>) {
  if (file === undefined) return bad(tell('missing', { option: 'key' }));
  const text = await read(file);
  if (text === null) return bad(tell('noFile', { file }));
  const typed = await passphrase();
  if (typed === null) return bad(tell('passwordsDiffer'));
  const key = await openRecoveryFile(text, typed);
  return key === null ? bad(tell('wrongPassphrase', { file })) : { key };
}

async function read(file: string): Promise<string | null> {
  return readFile(file, 'utf8').catch(() => null);
}

/** Never over something that is there. */
async function writeNew(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

function good(text: string): Outcome {
  return { ok: true, text };
}

function bad(text: string): Outcome {
  return { ok: false, text };
}
