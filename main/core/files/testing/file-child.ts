/** A child process that takes in one file and dies at the step it was told, without warning. */
import { createHash, randomBytes } from 'node:crypto';
import { pieceBytes } from '../../../../shared/files/file-ref.ts';
import { createFileStore } from '../file-store.ts';
import { openKeyRing } from '../key-ring.ts';

const [folder = '', keyHex = '', way = '', label = '', size = '0'] = process.argv.slice(2);
const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const dataKey = new Uint8Array(Buffer.from(keyHex, 'hex'));
const store = createFileStore({
  folder,
  random,
  ring: openKeyRing({ folder, dataKey, random }).ring,
  crashAt(step) {
    if (step === label) process.kill(process.pid, 'SIGKILL');
  },
});
const content = Buffer.alloc(Number(size), 'photo of a visit ');
const sha256 = createHash('sha256').update(content).digest('hex');
const intake = way === 'fetch' ? store.goOn(sha256, content.length) : store.begin(content.length);
for (let at = intake.received; at < content.length; at += pieceBytes)
  intake.add(content.subarray(at, at + pieceBytes));
process.stdout.write(JSON.stringify(intake.finish()));
