/** The app's files on disk, as somebody with access to the folder sees them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file below the folder with the digest of its bytes. */
export function bytesOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    filesBelow(folder).map((path) => [relative(folder, path), sha256(readFileSync(path))]),
  );
}

/** Files that hold one of the words in plain, in either of the encodings that programs write. */
export function filesHolding(folder: string, words: readonly string[]): string[] {
  const needles = words.flatMap((word) => [
    Buffer.from(word, 'utf8'),
    Buffer.from(word, 'utf16le'),
  ]);
  return filesBelow(folder).filter((path) => {
    const content = readFileSync(path);
    return needles.some((needle) => content.includes(needle));
  });
}

/** The same keys as a later version might write them: intact, but not for this one. */
export function keysOfLaterFormat(file: string): string {
  const { body } = JSON.parse(file) as { body: string };
  const keys = JSON.parse(body) as { header: object };
  const next = JSON.stringify({ ...keys, header: { ...keys.header, format: 99 } });
  return JSON.stringify({ checksum: sha256(next), body: next });
}

export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}
