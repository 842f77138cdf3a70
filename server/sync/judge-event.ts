/** Events are only ever added: by the person they name, about records that person may read. */
import { can } from '../../shared/access/can.ts';
import { recordType } from '../../shared/records/registry.ts';
import { sameValue } from '../../shared/sync/merge.ts';
import type { StoredRow } from '../docs/stored-row.ts';
import { rejected, type JudgeContext, type Verdict } from './judgement.ts';

export function judgeEvent(
  context: JudgeContext,
  row: StoredRow,
  master: StoredRow | undefined,
): Verdict {
  const { doc } = row;
  if (!('recordType' in doc)) return rejected('malformed');
  if (row.deleted) return rejected('append_only');
  if (master !== undefined)
    return sameValue(master.doc, doc) ? { kind: 'same' } : rejected('append_only');
  const type = recordType(doc.recordType);
  if (type === undefined) return rejected('unknown_type');
  if (doc.isDemo !== context.isDemo) return rejected('demo_mixed');
  if (doc.actor !== context.actor.userId) return rejected('not_author');
  const permission = can(context.actor, 'read', type, doc);
  return permission.allow ? { kind: 'write', row } : rejected(permission.reason);
}
