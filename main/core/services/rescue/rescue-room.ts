/** What an open profile does for unsent work whose rows must go: seals it into a box on the disk, and delivers it when it can. */
import type { DistrictKeys } from '../../../../shared/sync/district-keys.ts';
import type { Draft } from '../../../../shared/bridge/contract.ts';
import type { RescueLine, RescueReason } from '../../../../shared/rescue/box-format.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import type { CorePorts } from '../../ports.ts';
import { fingerprintOf } from '../../vault/sealing.ts';
import type { SealedWork, SealUnsent } from '../../sync/rescue/rescue-before-purge.ts';
import { draftKey } from '../records/draft-key.ts';
import { everythingUnsent, type UnsentDeps } from '../../sync/rescue/unsent-lines.ts';
import type { Sync } from '../../sync/sync-parts.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { DistrictAccess } from '../session/district-access.ts';
import { openBoxFolder, type KeptBox } from './box-folder.ts';
import { deliverWaiting } from './deliver-waiting.ts';
import { sealBox } from './seal-box.ts';
import { settleBox } from './settle-kept.ts';

export interface RescueRoom {
  readonly seal: SealUnsent;
  /** Lets go of what this profile's boxes on the disk hold: what a crash kept from being done. */
  settleKept(): Promise<void>;
  /** Forms begun on rows that go. */
  keepDrafts(drafts: readonly Draft[]): Promise<boolean>;
  /** All of it, for a profile that is to be wiped; from here on nobody may write. False: the district has no key to seal to. */
  sealEverything(sync: Pick<Sync, 'byHand'>, reason: RescueReason): Promise<boolean>;
  /** Rows, drafts and files that the district does not have. */
  countEverything(): Promise<number>;
  /** Boxes of this profile that the district has not signed for. */
  waiting(): readonly KeptBox[];
  /** The district was restored from a backup: boxes that it had signed for are sent once more. */
  deliverAgain(): void;
  /** Sends what waits, if the district can be reached. One delivery at a time. */
  deliver(): Promise<void>;
}

export interface RescueRoomDeps {
  readonly ports: Pick<CorePorts, 'now' | 'dataDir' | 'log'>;
  readonly district: DistrictAccess;
  readonly device: DeviceFile;
  readonly keys: () => DistrictKeys;
  readonly profileId: string;
  readonly userId: () => string;
  readonly newId: () => string;
  readonly unsent: Omit<UnsentDeps, 'inside'>;
  readonly local: LocalValues;
}

/** How long a box stays after its receipt. */
const keptDays = 60;

export function createRescueRoom(deps: RescueRoomDeps): RescueRoom {
  const { ports, district, device } = deps;
  const folder = openBoxFolder(ports.dataDir);
  let delivering: Promise<void> | null = null;
  let settling: Promise<void> = Promise.resolve();

  async function seal(
    reason: RescueReason,
    lines: Parameters<SealUnsent>[1],
    settles: readonly SealedWork[] = [],
  ): Promise<boolean> {
    const { exchange } = deps.keys();
    if (exchange === null) return false;
    const head = await sealBox(
      {
        folder,
        device,
        profileId: deps.profileId,
        userId: deps.userId(),
        exchange,
        sign: district.signRescue,
        newId: deps.newId,
        now: ports.now,
      },
      reason,
      lines,
      settles,
    );
    if (head !== null)
      ports.log.info('rescue.sealed', {
        rows: head.rows,
        drafts: head.drafts,
        files: head.files,
        to: fingerprintOf(exchange),
      });
    return true;
  }

  /** Of this profile, but for what a lost scope left: that is in no other box. */
  function dropOwn(): void {
    for (const box of own()) if (box.reason !== 'scope_lost') box.remove();
  }

  /** By then no backup of the district is older than they are. */
  function dropOld(): void {
    const oldest = new Date(ports.now() - keptDays * 86_400_000).toISOString();
    for (const box of folder.list())
      if (box.receipt() !== null && box.madeAt < oldest) box.remove();
  }

  const own = () => folder.list().filter(({ profileId }) => profileId === deps.profileId);

  /** One at a time: purging and delivering both ask for it. */
  function settleKept(): Promise<void> {
    const mine = settling.then(async () => {
      for (const box of own()) await settleBox({ ...deps.unsent, local: deps.local }, box);
    });
    settling = mine.catch(() => undefined);
    return mine;
  }

  async function deliverAll(): Promise<void> {
    dropOld();
    if (folder.list().every((box) => box.receipt() !== null)) return;
    await settleKept();
    const way = {
      client: district.client,
      deviceProof: district.deviceProof,
      device,
      signing: deps.keys().signing,
      now: ports.now,
    };
    // A colleague's that is not settled waits for its profile: it would come a second time from there.
    const ready = folder.list().filter((box) => box.isSettled() && box.receipt() === null);
    const done = await deliverWaiting(
      way,
      ready,
      undefined,
      ({ reason }) => reason === 'scope_lost',
    );
    if (!done.ok) ports.log.warn('rescue.deliver', { code: done.error.code });
  }

  return {
    seal,
    settleKept,
    keepDrafts: (drafts) =>
      seal(
        'scope_lost',
        linesOf(drafts),
        drafts.map(({ id, updatedAt }) => ({
          collection: 'local',
          id: draftKey(id),
          mutation: updatedAt,
        })),
      ),
    sealEverything: (sync, reason) =>
      sync.byHand(async ({ inside }) => {
        // Made before a crash, and not delivered: the next one holds all of it.
        dropOwn();
        const everything = { ...deps.unsent, inside };
        // What was being saved when the profile was taken from its user may be written while the box is sealed: once more, then.
        for (let left = 5; ; left -= 1) {
          const before = await markOf(deps.unsent);
          if (!(await seal(reason, everythingUnsent(everything)))) return false;
          if (left === 0 || (await markOf(deps.unsent)) === before) return true;
          dropOwn();
        }
      }),
    async countEverything() {
      const { store, book, draftKind } = deps.unsent;
      const drafts = await store.collections.local.find({ selector: { kind: draftKind } }).exec();
      return (await store.outbox.count()) + drafts.length + (await book.unsent()).length;
    },
    waiting: () => own().filter((box) => box.receipt() === null),
    deliverAgain() {
      for (const box of own()) box.forgetReceipt();
    },
    deliver() {
      delivering ??= deliverAll().finally(() => {
        delivering = null;
      });
      return delivering;
    },
  };
}

async function* linesOf(drafts: readonly Draft[]): AsyncGenerator<RescueLine> {
  for (const draft of drafts) yield { kind: 'draft', draft };
}

/** Changes with everything that a person writes here. */
async function markOf({ store, draftKind }: RescueRoomDeps['unsent']): Promise<string> {
  const waiting = await store.outbox.list({ limit: 10_000_000 });
  const drafts = await store.collections.local.find({ selector: { kind: draftKind } }).exec();
  return JSON.stringify([
    waiting.map(({ id, mutation }) => [id, mutation]),
    drafts.map((draft) => [draft.get('id'), draft.get('updatedAt')]),
  ]);
}
