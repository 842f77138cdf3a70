/** A new data key: the database is copied, the copy encrypted anew and verified. The key file decides afterwards which one counts. */
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { openSqlite, type CipherName, type Store } from '../storage/index.ts';
import { syncFile, syncFolder } from './durable-files.ts';
import { inspectDatabase } from './inspect-database.ts';
import { removeDatabase, type ProfileFiles } from './profile-files.ts';

export interface Rotation {
  readonly folder: string;
  /** The open store; nobody may write to it until the key file has changed. */
  readonly store: Pick<Store, 'copyInto'>;
  /** File name of the copy, e.g. `office-2.db`. */
  readonly to: string;
  readonly key: Uint8Array;
  readonly newKey: Uint8Array;
  readonly cipher: CipherName;
  readonly crashAt?: (label: string) => void;
}

/** The copy lies complete, verified and synced beside the old file; on failure nothing remains of it. */
export async function rotateDatabase(input: Rotation): Promise<Result<null, Failure>> {
  const path = join(input.folder, input.to);
  const crash = input.crashAt ?? (() => undefined);
  try {
    removeDatabase(path);
    await input.store.copyInto(path);
    crash('rotate.copied');
    const opened = openSqlite({ path, key: input.key, cipher: input.cipher, mode: 'inspect' });
    if (!opened.ok) throw opened.error;
    opened.database.rekey(input.newKey);
    opened.database.close();
    crash('rotate.rekeyed');
    if (!inspectDatabase({ path, key: input.newKey, cipher: input.cipher }).ok)
      throw new Error('the copy under the new key is not sound');
    syncFile(path);
    syncFolder(input.folder);
    crash('rotate.verified');
    return ok(null);
  } catch {
    removeDatabase(path);
    return err({ code: 'E_BACKUP_FAILED' });
  }
}

/** Databases of former keys, or of a change of key that was cut off. Called once the present one has proved itself. */
export function sweepOldDatabases(files: ProfileFiles): void {
  const current = basename(files.database);
  for (const name of readdirSync(files.folder))
    if (/^office(-\d+)?\.db$/.test(name) && name !== current)
      removeDatabase(join(files.folder, name));
}
