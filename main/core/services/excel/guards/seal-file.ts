/** A file that leaves with sensitive values goes under a password (domain.md §6): a ZIP with AES-256, as 7-Zip, WinRAR, 360 压缩 and Bandizip open it. */
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';

/** Letters and digits that nobody mistakes for each other when they are read out. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const length = 12;

/** Twelve letters in threes, more than 59 bits. */
export function newFilePassword(random: (bytes: number) => Uint8Array): string {
  const chosen: string[] = [];
  while (chosen.length < length) {
    const [byte = 255] = random(1);
    // The rest of a byte would make the first letters likelier.
    if (byte >= letters.length * 8) continue;
    chosen.push(letters[byte % letters.length] ?? '');
  }
  return chosen.join('').replace(/(.{4})(?=.)/g, '$1-');
}

export async function sealFile(
  fileName: string,
  bytes: Uint8Array,
  password: string,
): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    password,
    encryptionStrength: 3,
    useWebWorkers: false,
  });
  await writer.add(fileName, new Uint8ArrayReader(bytes));
  return writer.close();
}
