/** An approved request opens exactly what it names, once, for whoever asked, as long as it is valid. */
import { z } from 'zod';
import { pick } from '../../../../../shared/bridge/prints.ts';
import { templateModes } from '../../../../../shared/bridge/templates.ts';
import type { Failure } from '../../../../../shared/bridge/errors.ts';
import { exportRequest } from '../../../../../shared/records/export_request/index.ts';
import type { ExportRequestData } from '../../../../../shared/records/export_request/schema.ts';
import type { Envelope } from '../../../../../shared/records/envelope.ts';
import { ok } from '../../../../../shared/result.ts';
import type { Work } from '../../../documents/unit-of-work.ts';
import { findPlain } from '../../../documents/stored-documents.ts';
import { denied, fail, type Answer } from '../../answer.ts';
import { checkContextOf, type ProfileContext } from '../../profile/context.ts';
import { actWithin } from '../../records/act-on-record.ts';
import type { NumberBook } from '../../records/new-envelope.ts';

/** Which table, and how it is filled. */
export const tableWish = z.object({
  id: z.string().max(64),
  mode: z.enum(templateModes),
  since: z.string().max(40).nullable(),
});
export type TableWish = z.infer<typeof tableWish>;

export interface Approval {
  readonly id: string;
  readonly bizNo: string;
  readonly type: string;
  readonly columns: readonly string[];
  readonly pick: z.infer<typeof pick>;
  readonly rows: number;
  readonly purpose: string;
  readonly reason: string;
  /** The table of the office's own that is to be filled; null: the ledger. */
  readonly table: TableWish | null;
  /** Who said yes, in the words of the file's watermark. */
  readonly by: string;
}

/** What may be taken out under this request now. */
export async function readApproval(context: ProfileContext, id: string): Promise<Answer<Approval>> {
  const [found] = await findPlain(context.store, 'records', [id]);
  if (found === undefined || found.type !== exportRequest.name) return fail('E_NOT_FOUND');
  const request = found as Envelope & { readonly data: ExportRequestData };
  if (request.createdBy !== context.actor().userId) return denied('not_own');
  const { data } = request;
  const { today } = checkContextOf(context);
  if (request.state !== 'approved' || (data.validTo ?? '') < today)
    return fail('E_EXPORT_NOT_APPROVED');
  const read = pick.safeParse(JSON.parse(data.pick));
  const table = data.table === undefined ? undefined : tableWish.safeParse(JSON.parse(data.table));
  if (!read.success || table?.success === false) return fail('E_EXPORT_NOT_APPROVED');
  const step = (
    request.data as { flow?: { steps?: { action: string; byName: string }[] } }
  ).flow?.steps?.findLast(({ action }) => action === 'approve' || action === 'approve_large');
  return ok({
    id,
    bizNo: request.bizNo,
    type: data.ledger,
    columns: data.columns.split(','),
    pick: read.data,
    rows: data.rows,
    purpose: data.purpose,
    reason: data.reason,
    table: table?.data ?? null,
    by: step?.byName ?? '',
  });
}

/** The request is used up: the day, the number of records and the file's check value stand in it (登记). */
export function useApproval(
  context: ProfileContext & { readonly numbers: NumberBook },
  id: string,
  file: { readonly rows: number; readonly mark: string },
): Promise<Answer<null>> {
  return context.work.run<null, Failure>(async (work: Work) => {
    const taken = await actWithin(context, work, {
      type: exportRequest.name,
      id,
      action: 'take_out',
      opinion: '',
      values: {
        exportedOn: checkContextOf(context).today,
        exportedRows: file.rows,
        fileMark: file.mark,
      },
    });
    return taken.ok ? ok(null) : taken;
  });
}
