/**
 * A folder of the office's LAN instead of a stick: the same files. Bundles for this computer that the district put there are taken, since
 * they are signed and sealed to it; what waits is put there while the network is away. Files are never removed here: the folder belongs
 * to both sides.
 */
import { createHash } from 'node:crypto';
import { accessSync, constants, readdirSync, readFileSync, statSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { limits, readBundleFileName } from '../../../../shared/exchange/format.ts';
import { writeFileAtomic } from '../../vault/atomic-file.ts';
import { exportBundle } from './export-bundle.ts';
import { takeBundle } from './import-bundle.ts';
import type { ExchangeParts } from './parts.ts';

/** Also without anything to send, the district is told once a day where this computer stands. Milliseconds. */
const heartbeat = 24 * 3_600_000;

export function isUsableFolder(folder: string): boolean {
  if (!isAbsolute(folder)) return false;
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}

/** False when the folder would not take it. */
export function writeIntoFolder(folder: string, fileName: string, text: string): boolean {
  try {
    writeFileAtomic(join(folder, fileName), text);
    return true;
  } catch {
    // A share that went away, a full disk: the person is told, the records are where they were.
    return false;
  }
}

/** One look into the folder. */
export async function dropRound(parts: ExchangeParts): Promise<void> {
  const { memory } = parts;
  const { folder, folderTrouble } = await memory.state();
  if (folder === null) return;
  const usable = isUsableFolder(folder);
  const trouble = usable ? '' : 'missing';
  if (trouble !== folderTrouble) await memory.change({ folderTrouble: trouble });
  if (!usable) return;
  await takeWaiting(parts, folder);
  await dropUnsent(parts, folder);
}

async function takeWaiting(parts: ExchangeParts, folder: string): Promise<void> {
  const { device, memory } = parts;
  const mine = readdirSync(folder)
    .flatMap((name) => {
      const named = readBundleFileName(name);
      const fits =
        named !== null &&
        !named.isUp &&
        named.unit === device.unit &&
        named.letter === device.letter;
      return fits ? [{ name, seq: named.seq }] : [];
    })
    .toSorted((a, b) => a.seq - b.seq);
  for (const { name, seq } of mine) {
    if (seq <= (await memory.state()).down) continue;
    const text = readBounded(join(folder, name));
    // What is refused stays where it is; a person sees it when importing by hand.
    if (text !== null) await takeBundle(parts, { text, mediaNo: '', virusChecked: false });
  }
}

async function dropUnsent(parts: ExchangeParts, folder: string): Promise<void> {
  const { memory, sync, store } = parts;
  if ((await sync.state()).lastFailure === null) return;
  const { dropped, droppedAt } = await memory.state();
  const waiting = await store.outbox.list({ limit: limits.rows });
  const mark = createHash('sha256')
    .update(JSON.stringify(waiting.map(({ id, mutation }) => [id, mutation])))
    .digest('hex');
  const isDue = mark !== dropped || parts.now() - droppedAt > heartbeat;
  if (!isDue) return;
  const made = await exportBundle(parts, { mediaNo: '', virusChecked: false, files: 'all' });
  if (!made.ok) return;
  if (writeIntoFolder(folder, made.value.fileName, made.value.text))
    await memory.change({ dropped: mark, droppedAt: parts.now() });
  else await memory.change({ folderTrouble: 'unwritable' });
}

function readBounded(path: string): string | null {
  try {
    return statSync(path).size > limits.fileChars ? null : readFileSync(path, 'utf8');
  } catch {
    // Gone, or still being written: next time.
    return null;
  }
}
