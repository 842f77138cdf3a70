/** The columns of a ledger that stand for those drawn in a list: their names differ in form (`visit_at`, `visitAt`) or are the record's own. */
import { communityKey, ledgerColumns, numberKey, stateKey } from '../../shared/ledgers/ledger.ts';
import type { RecordType } from '../../shared/records/record-type.ts';

const own: Readonly<Record<string, string>> = {
  biz_no: numberKey,
  state_label: stateKey,
  community_name: communityKey,
};

export function screenColumns(type: RecordType, shown: readonly string[]): readonly string[] {
  const keys = new Set(ledgerColumns(type).map(({ key }) => key));
  const wanted = shown.flatMap((name) => {
    const camel = name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    return [own[name], name, camel].find((key) => key !== undefined && keys.has(key)) ?? [];
  });
  return [...new Set(wanted)];
}
