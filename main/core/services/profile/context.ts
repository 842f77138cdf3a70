/** What every service of an open profile works with. Made once per unlock by `openProfile`. */
import type { Actor } from '../../../../shared/access/actor.ts';
import { businessDateOf } from '../../../../shared/calendar/time-zone.ts';
import type { CheckContext } from '../../../../shared/fields/field.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { Store } from '../../storage/index.ts';
import type { Redacted } from '../../vault/redacted.ts';
import type { UnitOfWork } from '../../documents/unit-of-work.ts';

export interface ProfileContext {
  readonly store: Store;
  readonly work: UnitOfWork;
  readonly device: DeviceFile;
  /** The signed-in person with the rights last heard from the district. */
  readonly actor: () => Actor;
  readonly now: () => number;
  readonly newId: () => string;
  /** Under which the blind index of duplicates hashes (twin-specs.ts). */
  readonly twinSecret: Redacted<Uint8Array>;
}

export function checkContextOf(context: Pick<ProfileContext, 'now' | 'device'>): CheckContext {
  const now = new Date(context.now()).toISOString();
  return { now, today: businessDateOf(now), isDemo: context.device.isDemo };
}
