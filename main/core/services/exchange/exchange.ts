/** USB exchange of an open profile, as the page asks for it. One export or import at a time. */
import type { ExchangeBoard, ExchangeTaken } from '../../../../shared/bridge/exchange.ts';
import { isDistrictActor } from '../../../../shared/access/actor.ts';
import type { BundlePreview, MadeBundle } from '../../../../shared/exchange/desk-protocol.ts';
import { limits } from '../../../../shared/exchange/format.ts';
import type { Refusal } from '../../../../shared/exchange/refusals.ts';
import { ok, type Result } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { fail, type Answer } from '../answer.ts';
import { filesWaiting } from './bundle-files.ts';
import { dropRound, isUsableFolder, writeIntoFolder } from './drop-folder.ts';
import { exportBundle, type ExportInput } from './export-bundle.ts';
import { lookInto, takeBundle, type TakeInput } from './import-bundle.ts';
import type { ExchangeParts } from './parts.ts';

/** Answered over the bridge as `orRefusal`. */
export type OrRefusal<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };

export interface ExchangeService {
  board(): Promise<Answer<ExchangeBoard>>;
  make(input: ExportInput & { readonly toFolder: boolean }): Promise<Answer<OrRefusal<MadeBundle>>>;
  look(text: string): Promise<Answer<OrRefusal<BundlePreview>>>;
  take(input: TakeInput): Promise<Answer<OrRefusal<ExchangeTaken>>>;
  setFolder(folder: string | null): Promise<Answer<ExchangeBoard>>;
  /** The district was restored from a backup: it counts its bundles from an earlier number again. */
  forgetNumbers(): Promise<void>;
  /** After a round of sync: what lies in the LAN folder is taken, what waits is put there when the network is away. */
  round(): Promise<void>;
}

export function createExchange(parts: ExchangeParts): ExchangeService {
  let last: Promise<unknown> = Promise.resolve();
  function inTurn<T>(job: () => Promise<T>): Promise<T> {
    const mine = last.then(job);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function board(): Promise<Answer<ExchangeBoard>> {
    const [state, entries, sync, types, files] = await Promise.all([
      parts.memory.state(),
      parts.memory.entries(),
      parts.sync.state(),
      countWaiting(parts),
      filesWaiting(parts),
    ]);
    const actor = parts.actor();
    return ok({
      types,
      pending: sync.pending,
      files,
      oldestPendingAt: sync.oldestPendingAt,
      lastUp: state.up,
      lastDown: state.down,
      confirmedUp: state.confirmedUp,
      hasKey: parts.keys().exchange !== null,
      entries: [...entries],
      folder: state.folder,
      folderTrouble: state.folderTrouble,
      isDesk: isDistrictActor(actor) && actor.roles.some((role) => role === 'D' || role === 'A'),
    });
  }

  return {
    board,
    make: ({ toFolder, ...input }) =>
      inTurn(async () => {
        const { folder } = await parts.memory.state();
        if (toFolder && (folder === null || !isUsableFolder(folder)))
          return fail('E_EXCHANGE_FOLDER');
        const made = await exportBundle(parts, input);
        if (!made.ok || !toFolder || folder === null) return ok(orRefusal(made));
        const { fileName, text, entry } = made.value;
        return writeIntoFolder(folder, fileName, text)
          ? ok({ ok: true as const, value: { fileName, text: '', entry } })
          : fail('E_EXCHANGE_FOLDER');
      }),
    look: (text) => inTurn(async () => ok(orRefusal(await lookInto(parts, text)))),
    take: (input) => inTurn(async () => ok(orRefusal(await takeBundle(parts, input)))),
    async setFolder(folder) {
      const wanted = folder === null || folder === '' ? null : folder;
      if (wanted !== null && !isUsableFolder(wanted)) return fail('E_EXCHANGE_FOLDER');
      await parts.memory.change({ folder: wanted, folderTrouble: '', dropped: '', droppedAt: 0 });
      return board();
    },
    forgetNumbers: () => inTurn(() => parts.memory.change({ down: 0, confirmedUp: 0 })),
    round: () => inTurn(() => dropRound(parts)),
  };
}

function orRefusal<T>(result: Result<T, Refusal>): OrRefusal<T> {
  return result.ok ? result : { ok: false, refusal: result.error };
}

/** What waits, by record type. */
async function countWaiting({ store }: ExchangeParts): Promise<Record<string, number>> {
  const waiting = await store.outbox.list({ limit: limits.rows });
  const idsOf = (collection: string) =>
    waiting.flatMap((row) => (row.collection === collection ? [row.id] : []));
  const counts: Record<string, number> = {};
  const records = await findPlain(store, 'records', idsOf('records'));
  for (const { type } of records) counts[type] = (counts[type] ?? 0) + 1;
  const events = idsOf('events').length;
  return events === 0 ? counts : { ...counts, event: events };
}
