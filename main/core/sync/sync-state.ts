/** What the page shows of sync: four faces, counts and ages. One place decides the face. */
import type { SyncState } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import { canRetry } from './failure-codes.ts';

export interface SyncFacts {
  readonly running: boolean;
  /** Result of the last try to speak with the district; null before the first. */
  readonly lastFailure: Failure | null;
  readonly hadContact: boolean;
  readonly pending: number;
  readonly oldestPendingAt: string | null;
  readonly attention: number;
  readonly files: { readonly waiting: number; readonly failed: number };
  /** Boxes of rescued work that wait on this disk: their rows have left the queue, but the district does not have them. */
  readonly boxes: number;
  /** The last comparison of digests found both sides equal, and nothing has been written since. */
  readonly equal: boolean;
  readonly provedAt: string | null;
  readonly lastContactAt: string | null;
  readonly clockOffset: number | null;
  readonly firstSync: SyncState['firstSync'];
}

export function toSyncState(facts: SyncFacts): SyncState {
  return {
    face: faceOf(facts),
    running: facts.running,
    online: facts.hadContact && facts.lastFailure === null,
    pending: facts.pending,
    attention: facts.attention,
    files: { ...facts.files },
    boxes: facts.boxes,
    oldestPendingAt: facts.oldestPendingAt,
    provedAt: facts.provedAt,
    lastContactAt: facts.lastContactAt,
    lastFailure: facts.lastFailure as SyncState['lastFailure'],
    clockOffset: facts.clockOffset,
    firstSync: { ...facts.firstSync },
  };
}

function faceOf(facts: SyncFacts): SyncState['face'] {
  if (facts.attention > 0) return 'attention';
  if (facts.lastFailure !== null) return canRetry(facts.lastFailure) ? 'offline' : 'attention';
  if (facts.files.failed > 0) return 'attention';
  const isEmpty = facts.pending === 0 && facts.files.waiting === 0 && facts.boxes === 0;
  return isEmpty && facts.equal ? 'proved' : 'pending';
}
