/** The pages of the hearts as the fake office answers them: empty, but whole. */
import type { Input, Output } from '../../shared/bridge/contract.ts';

type Heart =
  | 'panorama.enterprise'
  | 'desks.board'
  | 'hardship.unaided'
  | 'hardship.known'
  | 'hardship.file'
  | 'escalations.board'
  | 'legal.coverage';
type Handlers = { [P in Heart]: (input: Input<P>) => Output<P> };

const asOf = '2026-11-23';

export const fakeHearts: Handlers = {
  'panorama.enterprise': () => ({
    ok: true,
    value: {
      asOf,
      label: '',
      officer: null,
      lawyers: [],
      people: [],
      relations: { key: 'relations', type: 'relation', count: 0, where: [] },
      tickets: [],
      openTickets: [],
      common: [],
      visits: [],
      lastVisits: [],
      needs: [],
      legal: [],
      others: [],
      years: { years: [], rows: [] },
      files: [],
    },
  }),
  'hardship.known': () => ({ ok: true, value: { data: {} } }),
  'hardship.unaided': () => ({ ok: true, value: { asOf, days: 60, rows: [], isComplete: true } }),
  'hardship.file': ({ household }) => ({
    ok: true,
    value: {
      asOf,
      household: { type: 'household', id: household, label: '' },
      fileNo: '',
      tags: [],
      people: [],
      tallies: [],
      cases: [],
      aid: [],
      visits: [],
      followUps: [],
    },
  }),
  'escalations.board': () => ({
    ok: true,
    value: { asOf, after: { H: 2, D: 5, B: 10 }, rows: [], meetings: [] },
  }),
  'legal.coverage': () => {
    const none = { numerator: 0, denominator: 0, value: null };
    return {
      ok: true,
      value: { asOf, headline: none, assigned: none, touched: none, rows: [], isComplete: true },
    };
  },
  'desks.board': () => ({ ok: true, value: { asOf, weekday: '1', desks: [] } }),
};
