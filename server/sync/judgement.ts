/** What can be decided about a pushed row. */
import type { Actor } from '../../shared/access/actor.ts';
import type { CheckContext, Problem } from '../../shared/fields/field.ts';
import type { RejectionCode } from '../../shared/sync/rejections.ts';
import type { TransitionContext } from '../../shared/workflow/workflow.ts';
import type { StoredRow } from '../docs/stored-row.ts';
import type { Visibility } from '../docs/visibility.ts';

export interface JudgeContext
  extends CheckContext, Pick<TransitionContext, 'tables' | 'parameter'> {
  readonly actor: Actor;
  readonly visibility: Visibility;
}

export type Verdict =
  | {
      readonly kind: 'write';
      readonly row: StoredRow;
      /** Where the sender believes it to be, when it is stored elsewhere. */
      readonly cameFrom?: StoredRow;
    }
  /** The district has exactly this already. */
  | { readonly kind: 'same' }
  /** The record moved away; the row goes after it. */
  | { readonly kind: 'follow' }
  | { readonly kind: 'conflict'; readonly master: StoredRow }
  | Rejection;

export interface Rejection {
  readonly kind: 'rejected';
  readonly code: RejectionCode;
  readonly problems: readonly Problem[];
}

export function rejected(code: RejectionCode, problems: readonly Problem[] = []): Rejection {
  return { kind: 'rejected', code, problems };
}
