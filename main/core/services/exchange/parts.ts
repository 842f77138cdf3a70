/** What the services of USB exchange are made of. One set per open profile, made by `openProfile`. */
import type { Actor } from '../../../../shared/access/actor.ts';
import type { DistrictKeys } from '../../../../shared/sync/district-keys.ts';
import type { Versions } from '../../../../shared/sync/protocol.ts';
import type { Store } from '../../storage/index.ts';
import type { Sync } from '../../sync/sync-parts.ts';
import type { FileRoom } from '../files/open-file-room.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { ExchangeMemory } from './exchange-memory.ts';

export interface ExchangeParts {
  readonly store: Store;
  readonly files: Pick<FileRoom, 'files' | 'book'>;
  readonly sync: Sync;
  readonly memory: ExchangeMemory;
  readonly device: DeviceFile;
  /** As last heard from the district. */
  readonly keys: () => DistrictKeys;
  readonly actor: () => Actor;
  readonly now: () => number;
  readonly newId: () => string;
  readonly versions: Versions;
  readonly signBundle: (header: string) => Promise<string>;
}
