/** Which household an entry belongs to: by the head that the row names, or by the head that stood above it in the table. */
import { addressForm, nameForm } from '../../../../shared/duplicates/normalise.ts';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import type { Ref } from '../../../../shared/fields/kinds.ts';
import type { RosterEntry } from '../../../../shared/rosters/understand-row.ts';
import { twinHasher } from '../../storage/index.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';
import { keysOfRecord } from '../profile/twin-specs.ts';
import { isReadable } from '../register/duplicates.ts';

/** '' for an entry without a household. */
export type HouseholdKey = string;

export interface HouseholdPlan {
  readonly key: HouseholdKey;
  readonly headName: string;
  readonly addr: string;
  readonly community: string;
  /** The entry that is its head; null: not in the file. */
  readonly headNo: number | null;
  /** Registered already. */
  readonly existing: Ref | null;
}

export interface Households {
  /** In the order of the entries. */
  readonly keys: readonly HouseholdKey[];
  readonly plans: ReadonlyMap<HouseholdKey, HouseholdPlan>;
}

/** A row that says how somebody is related to a head, without saying to whom, belongs to the last head above it. */
export function groupHouseholds(entries: readonly RosterEntry[]): Households {
  const plans = new Map<HouseholdKey, HouseholdPlan>();
  let last: { name: string; addr: string; community: string } | null = null;
  const keys = entries.map((entry, no) => {
    const { person } = entry;
    const name = String(person['nameCn'] ?? '');
    const role = person['householdRole'];
    const isHead =
      role === 'head' || (entry.head !== '' && nameForm(entry.head) === nameForm(name));
    const own = {
      addr: String(person['liveAddr'] ?? ''),
      community: String(person['community'] ?? ''),
    };
    if (isHead) last = { name, ...own };
    else if (entry.head !== '' && nameForm(entry.head) !== nameForm(last?.name))
      last = { name: entry.head, ...own };
    else if (entry.head === '' && role === undefined && entry.part < 2) last = null;
    if (last === null || name === '') return '';
    const { name: headName, addr, community } = last;
    const key = [
      community || own.community,
      addressForm(addr || own.addr),
      nameForm(headName),
    ].join('\u0001');
    const known = plans.get(key);
    plans.set(key, {
      key,
      headName,
      addr: known?.addr || addr || own.addr,
      community: known?.community || community || own.community,
      headNo: known?.headNo ?? (isHead ? no : null),
      existing: null,
    });
    return key;
  });
  return { keys, plans };
}

/** Looks up the households that are registered already: the same door and the same head. */
export async function findHouseholds(
  context: ProfileContext,
  households: Households,
): Promise<Households> {
  const twinHash = twinHasher(context.twinSecret.reveal());
  const plans = [...households.plans.values()];
  const hashes = plans.map((plan) =>
    keysOfRecord('household', {
      data: dataOf(plan),
      unit: context.actor().unit,
      community: plan.community,
    })
      .filter(({ level }) => level === 'strong')
      .map((key) => twinHash('household', key)),
  );
  const rows = await context.store.read.all<{ id: string; hash: string }>(
    `SELECT id, hash FROM twins WHERE type = 'household' AND hash IN (SELECT value FROM json_each(?)) LIMIT 100000`,
    [JSON.stringify(hashes.flat())],
  );
  const records = new Map(
    (await findPlain(context.store, 'records', [...new Set(rows.map(({ id }) => id))]))
      .filter((record) => isReadable(context, record))
      .map((record) => [record.id, record]),
  );
  const byHash = new Map(rows.map(({ hash, id }) => [hash, id]));
  const found = plans.map((plan, index): [HouseholdKey, HouseholdPlan] => {
    const record = (hashes[index] ?? []).flatMap(
      (hash) => records.get(byHash.get(hash) ?? '') ?? [],
    )[0];
    return [
      plan.key,
      record === undefined
        ? plan
        : {
            ...plan,
            existing: {
              type: 'household',
              id: record.id,
              label: String(record.data['name'] ?? ''),
            },
          },
    ];
  });
  return { keys: households.keys, plans: new Map(found) };
}

function dataOf({ headName, addr, community }: HouseholdPlan): PlainData {
  return {
    name: `${headName}户`,
    head: { type: 'person', id: '', label: headName },
    addr,
    community,
  };
}
