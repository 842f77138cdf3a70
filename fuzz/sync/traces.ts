/** Where a value that is no longer in its record has been seen: in events, on cards, in the district's quarantine, by whoever changed it. */
import type { EventDoc } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import { flowField } from '../../shared/workflow/flow.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Clash, Dump } from './device-messages.ts';
import type { District } from './district-view.ts';
import type { Ledger, Written } from './ledger.ts';

export interface Traces {
  /** The district refused this row, and it lies on a card or in the quarantine. */
  isRefused(collection: string, id: string): boolean;
  /** The fields that a write changed, and what to; `state` among them. Fields that merge by a rule of their own are left out. */
  changesOf(each: Written): readonly { readonly field: string; readonly value: unknown }[];
  /** Somebody changed it who had it before his eyes, or somebody is asked: a conflict or a refusal that names it. */
  isDecided(each: Written, field: string, value: unknown): boolean;
  /** Somebody has removed it and was told that it is done. */
  isRemoved(recordId: string): boolean;
  sawAtRemoval(recordId: string, field: string, value: unknown): boolean;
}

interface Change {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export function createTraces(
  district: District,
  dumps: readonly Dump[],
  ledger: Ledger,
  /** Login to account. */
  users: ReadonlyMap<string, string>,
): Traces {
  const cards = dumps.flatMap((dump) => dump.cards);
  const events = [
    ...[...district.events.values()].map(({ doc }) => doc),
    ...dumps.flatMap((dump) => dump.events),
  ];
  const eventsAbout = Map.groupBy(events, ({ recordId }) => recordId);
  const writtenAbout = Map.groupBy(ledger.written, ({ recordId }) => recordId);
  const cardsAbout = Map.groupBy(cards, ({ recordId }) => recordId);
  const refusedRows = [
    ...cards.flatMap((card) =>
      card.kind === 'rejected'
        ? [{ collection: card.collection, id: card.mine.id, body: JSON.stringify(card.mine) }]
        : [],
    ),
    ...district.quarantine,
  ];
  const refusedById = Map.groupBy(refusedRows, ({ collection, id }) => `${collection}|${id}`);
  const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b);

  function clashesAbout(recordId: string): readonly Clash[] {
    return [
      ...(cardsAbout.get(recordId) ?? []).flatMap((card) => card.clashes),
      ...(eventsAbout.get(recordId) ?? []).flatMap((event) => listIn(event, 'clashes')),
    ];
  }

  function isNamedInClash({ recordId, by }: Written, field: string, value: unknown): boolean {
    // A card about the record's existence has the whole record on it; it must be about this person's side.
    const removed = field === '_deleted';
    const me = users.get(by);
    return clashesAbout(recordId).some((clash) =>
      clash.field === '_deleted'
        ? (clash.mine === removed && clash.mineBy === me) ||
          (clash.theirs === removed && clash.theirsBy === me)
        : clash.field === field && (same(clash.mine, value) || same(clash.theirs, value)),
    );
  }

  function isOnRefusedRow(recordId: string, field: string, value: unknown): boolean {
    return (refusedById.get(`records|${recordId}`) ?? []).some(({ body }) => {
      const row = JSON.parse(body) as {
        state?: string;
        _deleted?: boolean;
        data?: Record<string, unknown>;
      };
      if (field === '_deleted') return row._deleted === true;
      return same(field === 'state' ? row.state : row.data?.[field], value);
    });
  }

  function wasSeenByNextWriter(each: Written, field: string, value: unknown): boolean {
    const byWrite = (writtenAbout.get(each.recordId) ?? []).some((other) => {
      if (other.number === each.number || other.before === null) return false;
      const before = field === 'state' ? other.before.state : other.before.data[field];
      const after = field === 'state' ? other.after?.state : other.after?.data[field];
      return same(before, value) && (other.after === null || !same(after, value));
    });
    if (byWrite) return true;
    return (eventsAbout.get(each.recordId) ?? []).some(
      (event) =>
        (field === 'state' && event.data['from'] === value) ||
        listIn(event, 'changes').some(
          (change) => change.field === field && same(change.before, value),
        ),
    );
  }

  return {
    isRefused: (collection, id) => refusedById.has(`${collection}|${id}`),
    changesOf({ before, after }) {
      if (after === null) return [];
      const fields = recordType(after.type)?.fields ?? {};
      const keys = new Set([...Object.keys(before?.data ?? {}), ...Object.keys(after.data)]);
      // The way follows the state, which is looked at; each step is an event besides.
      keys.delete(flowField);
      const changed = [...keys].flatMap((field) =>
        (fields[field]?.merge ?? 'field') !== 'field' ||
        same(before?.data[field], after.data[field])
          ? []
          : [{ field, value: after.data[field] }],
      );
      const state = before?.state === after.state ? [] : [{ field: 'state', value: after.state }];
      return [...changed, ...state];
    },
    isDecided: (each, field, value) =>
      isNamedInClash(each, field, value) ||
      isOnRefusedRow(each.recordId, field, value) ||
      wasSeenByNextWriter(each, field, value),
    isRemoved: (recordId) => (writtenAbout.get(recordId) ?? []).some(({ after }) => after === null),
    sawAtRemoval: (recordId, field, value) =>
      (writtenAbout.get(recordId) ?? []).some(
        ({ before, after }) =>
          after === null &&
          before !== null &&
          same(field === 'state' ? before.state : before.data[field], value),
      ),
  };
}

/** Of a `conflict` event its clashes, of an `edit` its changes: both name a field and its values. */
function listIn(event: EventDoc, key: string): readonly (Clash & Change)[] {
  const list: unknown = event.data[key];
  return Array.isArray(list) ? list : [];
}
