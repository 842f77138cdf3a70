/** A child process that does one thing of safekeeping and dies at the step it was told, without warning. */
import { join } from 'node:path';
import { openProfileStore } from '../open-profile-store.ts';
import { restoreBackup, undoRestore } from '../restore-backup.ts';
import { rotateDatabase } from '../rotate-database.ts';
import { storedNames } from '../../storage/testing/stored-names.ts';

const [folder = '', keyHex = '', action = '', label = '', detail = ''] = process.argv.slice(2);
const key = new Uint8Array(Buffer.from(keyHex, 'hex'));
const now = () => '2026-11-23T01:00:00.000Z';
const crashAt = (step: string) => {
  if (step === label) process.kill(process.pid, 'SIGKILL');
};
const place = {
  folder,
  database: 'office.db',
  key,
  retiredKeys: [],
  cipher: 'aegis256' as const,
  now,
  crashAt,
};

switch (action) {
  case 'restore':
    restoreBackup({ ...place, backupId: detail });
    break;
  case 'undo':
    undoRestore(place);
    break;
  default: {
    const layout =
      action === 'migrate'
        ? {
            layout: {
              version: 2,
              steps: [
                {
                  to: 2,
                  run(exec: (sql: string) => void) {
                    exec('CREATE TABLE second(a)');
                    crashAt('migrate.step');
                  },
                },
              ],
            },
          }
        : {};
    const opened = await openProfileStore({
      folder,
      key,
      cipher: 'aegis256',
      isNew: false,
      now,
      crashAt,
      ...storedNames,
      ...layout,
    });
    if (!opened.ok) throw new Error(opened.error.code);
    const { store, keeping } = opened.value;
    if (action === 'backup') await keeping.backUp('by_hand');
    if (action === 'rotate')
      await rotateDatabase({
        folder,
        store,
        to: 'office-2.db',
        key,
        newKey: new Uint8Array(Buffer.from(detail, 'hex')),
        cipher: 'aegis256',
        crashAt,
      });
    await store.close();
  }
}
process.stdout.write(`survived ${join(folder, action)}\n`);
