/** Everything about files of one open profile: the sealed store, the book of what the district has, and the lane. */
import { join } from 'node:path';
import type { CorePorts } from '../../ports.ts';
import { createFileStore, type FileStore } from '../../files/file-store.ts';
import { openKeyRing } from '../../files/key-ring.ts';
import type { Store } from '../../storage/index.ts';
import type { WriteToSign } from '../../sync/device-proof.ts';
import { createFileBook, type FileBook } from '../../sync/files/file-book.ts';
import { createFileClient } from '../../sync/files/file-client.ts';
import { createFileLane, type FileLane, type FileLaneDeps } from '../../sync/files/file-lane.ts';
import { createIntakes, type Intakes } from './intakes.ts';
import { settleFiles } from './settle-files.ts';

export interface FileRoom {
  readonly files: FileStore;
  readonly book: FileBook;
  readonly lane: FileLane;
  readonly intakes: Intakes;
  /** Puts book and disk in agreement and takes away what nobody names. Once after opening, before files travel. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export interface FileRoomDeps extends Pick<
  FileLaneDeps,
  'tokens' | 'instance' | 'epoch' | 'mayGo' | 'isBusy' | 'onProgress' | 'onChange'
> {
  readonly ports: CorePorts;
  /** The profile's folder. */
  readonly folder: string;
  readonly dataKey: Uint8Array;
  readonly store: Store;
  readonly server: string;
  readonly sign: (write: WriteToSign) => Promise<string>;
  readonly device: string;
}

/** Name of the folder for files inside a profile's folder. */
export const filesFolder = 'files';

export function openFileRoom(deps: FileRoomDeps): FileRoom {
  const { ports, store } = deps;
  const folder = join(deps.folder, filesFolder);
  const { ring, isNew } = openKeyRing({ folder, dataKey: deps.dataKey, random: ports.random });
  if (isNew) ports.log.info('files.ring');
  const files = createFileStore({ folder, ring, random: ports.random });
  const book = createFileBook({ store, now: ports.now, device: deps.device });
  const lane = createFileLane({
    ...deps,
    files,
    book,
    client: createFileClient({ server: deps.server, fetch: ports.fetch, sign: deps.sign }),
    now: ports.now,
    jitter: () => (ports.random(1)[0] ?? 0) / 256,
    log: ports.log,
  });
  const intakes = createIntakes({ files, book, random: ports.random });
  return {
    files,
    book,
    lane,
    intakes,
    settle: () => settleFiles({ files, book, now: ports.now }),
    async close() {
      await lane.stop();
      intakes.close();
    },
  };
}
