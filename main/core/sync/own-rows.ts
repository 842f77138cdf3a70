/**
 * Stretches of a scope's numbers that are this device's own rows, as the district said when it took them. A checkpoint that stands
 * at the start of one may go to its end: the rows need not come back. Forgetting them costs an echo, nothing else.
 */
import type { CheckpointVector } from '../../../shared/sync/protocol.ts';

export interface Stretch {
  readonly scope: string;
  /** The last number before the stretch. */
  readonly from: number;
  readonly to: number;
}

export interface OwnRows {
  note(stretches: readonly Stretch[]): void;
  /** Moves the vector over own stretches; scopes it does not name are left alone. */
  skip(vector: CheckpointVector): CheckpointVector;
  /** The district's numbers mean something else now. */
  forget(): void;
}

const most = 1000;

export function createOwnRows(): OwnRows {
  let known: readonly Stretch[] = [];
  return {
    note(stretches) {
      known = [...known, ...stretches].slice(-most);
    },
    skip(vector) {
      const moved = { ...vector };
      for (const { scope, from, to } of known.toSorted((a, b) => a.from - b.from))
        if (moved[scope] === from) moved[scope] = to;
      known = known.filter(({ scope, to }) => (moved[scope] ?? 0) < to);
      return moved;
    },
    forget() {
      known = [];
    },
  };
}
