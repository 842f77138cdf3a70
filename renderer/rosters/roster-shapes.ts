/** What the parts of the page hand to one another. */
import type { RosterDecision, RosterOptions } from '../../shared/bridge/rosters.ts';
import type { Value } from '../bridge/bridge-context.tsx';

export interface RosterRequest {
  readonly adapter: string;
  readonly sheet: string | null;
  readonly mapping: Record<string, string> | null;
  readonly options: RosterOptions;
}

export type RosterPreviewValue = Value<'roster.preview'>;
export type RosterRowValue = Value<'roster.rows'>['rows'][number];

export const decisionTexts = {
  new: 'rosters.asNew',
  fill: 'rosters.fill',
  take: 'rosters.take',
  skip: 'rosters.skipIt',
  without: 'rosters.without',
  back: 'rosters.back',
} as const satisfies Record<RosterDecision, string>;
