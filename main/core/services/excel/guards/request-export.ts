/** `excel.request`: writes down what is to leave, for another person to approve. The core counts and names it; the page only asks. */
import type { Input, Output } from '../../../../../shared/bridge/contract.ts';
import { ledgerSpecOf, type LedgerColumn } from '../../../../../shared/ledgers/ledger.ts';
import { mostRows } from '../../../../../shared/ledgers/export-limit.ts';
import type { RecordType } from '../../../../../shared/records/record-type.ts';
import { ok } from '../../../../../shared/result.ts';
import { fail, type Answer } from '../../answer.ts';
import type { ProfileContext } from '../../profile/context.ts';
import type { NumberBook } from '../../records/new-envelope.ts';
import { saveRecord } from '../../records/save-record.ts';
import type { TableWish } from './use-approval.ts';
import { needsApproval } from './needs-approval.ts';

type Requested = Extract<Output<'excel.request'>, { ok: true }>['value'];

/** What the request is about, as the core has found it. */
export interface Found {
  readonly type: RecordType;
  readonly columns: readonly LedgerColumn[];
  readonly ids: readonly string[];
}

export async function requestExport(
  context: ProfileContext & { readonly numbers: NumberBook },
  { type, columns, ids }: Found,
  input: Pick<Input<'excel.request'>, 'pick' | 'purpose' | 'reason' | 'recipient' | 'keepUntil'>,
  /** A table of the office's own instead of the ledger. */
  table?: { readonly name: string; readonly wish: TableWish },
): Promise<Answer<Requested>> {
  const { title, aboutPeople } = ledgerSpecOf(type);
  if (ids.length > mostRows) return fail('E_EXPORT_LIMIT', { max: mostRows, count: ids.length });
  const need = needsApproval(context.actor(), { columns, aboutPeople, count: ids.length });
  if (need === null) return fail('E_EXPORT_FREE');
  const sensitive = columns.filter(({ privacy }) => privacy === 3);
  const saved = await saveRecord(context, {
    type: 'export_request',
    id: null,
    data: {
      ledger: type.name,
      title: table?.name ?? title.zh,
      ...(table === undefined ? {} : { table: JSON.stringify(table.wish) }),
      columns: columns.map(({ key }) => key).join(','),
      columnTitles: columns.map((column) => column.title).join('、'),
      ...(sensitive.length === 0
        ? {}
        : { sensitive: sensitive.map((column) => column.title).join('、') }),
      pick: JSON.stringify(input.pick),
      rows: ids.length,
      aboutPeople,
      purpose: input.purpose,
      reason: input.reason,
      recipient: input.recipient,
      keepUntil: input.keepUntil,
    },
    draftId: null,
    baseMutation: null,
    baseData: null,
    action: 'apply',
    opinion: '',
  });
  return saved.ok ? ok({ id: saved.value.id, bizNo: saved.value.bizNo }) : saved;
}
