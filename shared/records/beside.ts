/**
 * Rules between records: contradictions that one record alone cannot show. The device asks them, because it holds the office's records;
 * the district does not refuse a row for them, since what stands beside it there may differ (decision 028).
 */
import type { CheckContext, Problem } from '../fields/field.ts';
import type { Ref } from '../fields/kinds.ts';
import type { ParameterKey } from '../parameters/parameters.ts';
import type { Envelope, PlainData } from './envelope.ts';

/** With the parameters in force, where the device knows them. */
export type BesideContext = CheckContext & {
  readonly parameter?: (key: ParameterKey) => number;
};

export interface Beside<D = PlainData> {
  /** Records whose content the check wants to know. */
  readonly wants: (data: Partial<D>) => readonly Ref[];
  /** Columns of this type's own table, or of another type's, and the values by which neighbours are found; the column needs an index. */
  readonly neighbours: (
    data: Partial<D>,
  ) => readonly { readonly type?: string; readonly column: string; readonly value: string }[];
  /** Pure. The record itself is never among the neighbours. */
  readonly check: (
    data: Partial<D>,
    view: {
      readonly record: (id: string) => Envelope | undefined;
      readonly neighbours: readonly Envelope<D>[];
    },
    context: BesideContext,
  ) => readonly Problem[];
}
