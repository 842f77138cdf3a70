/**
 * `npm run fuzz:synced`: watches the system calls of the product's writer (strace) and counts acknowledgements that were given
 * while bytes of the write-ahead log had not been synced to the disk: a pulled plug would lose them, which no kill -9 can show.
 * A careless writer runs first; a check that does not catch it proves nothing. Ends with one line of JSON.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOfficeStore } from './storage/open-office-store.ts';
import { traceWriter } from './synced/trace-writer.ts';

if (spawnSync('strace', ['-V']).status !== 0) {
  process.stderr.write('要先安装 strace：apt-get install strace / Needs strace.\n');
  process.exit(2);
}
const writes = 200;
const folder = mkdtempSync(join(tmpdir(), 'qiaobang-synced-'));
try {
  const first = await openOfficeStore(folder, true);
  if (!first.ok) throw new Error(`a new store did not open: ${first.error.code}`);
  await first.value.store.close();
  const careless = await traceWriter('synced/careless-writer.ts', [join(folder, 'careless.db')], {
    folder,
    writes,
  });
  const product = await traceWriter('storage/writer.ts', [folder, 's', '1', '0', '[]'], {
    folder,
    writes,
  });
  const line = {
    fuzz: 'synced',
    acknowledged: product.acknowledged,
    unsynced: product.unsynced,
    control_acknowledged: careless.acknowledged,
    control_unsynced: careless.unsynced,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  const isProof =
    product.acknowledged >= writes && product.unsynced === 0 && careless.unsynced > writes / 2;
  process.exitCode = isProof ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
