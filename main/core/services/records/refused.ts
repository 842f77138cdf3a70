/** A record that the district refused must be mended, whatever state it says it is in: the state's lock never applies to it. */
import type { RecordView } from '../../../../shared/bridge/contract.ts';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { Store } from '../../storage/index.ts';
import { cardKey, rejectedCardId, toCard } from '../../sync/cards.ts';

/** Rights as always, the lock of the state only for what has been accepted. */
export function editRules(
  type: RecordType,
  refused: boolean,
): Pick<RecordType, 'permissions' | 'workflow'> {
  return refused ? { permissions: type.permissions, workflow: null } : type;
}

export async function isRefused(
  local: (key: string) => Promise<PlainData | undefined>,
  recordId: string,
): Promise<boolean> {
  return (await local(refusalKey(recordId))) !== undefined;
}

/** Why the record was refused, as on its card; null when it was not. */
export async function refusalOf(store: Store, recordId: string): Promise<RecordView['refusal']> {
  const [found] = await findPlain(store, 'local', [refusalKey(recordId)]);
  const card = toCard(found?.data);
  return card === undefined ? null : { code: card.code, problems: card.problems };
}

function refusalKey(recordId: string): string {
  return cardKey(rejectedCardId('records', recordId));
}
