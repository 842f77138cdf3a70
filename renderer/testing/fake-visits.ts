/** Plans and coverage as the core would answer them, for pages under test. */
import type { Output } from '../../shared/bridge/contract.ts';

type Answers = {
  'visits.known': () => Output<'visits.known'>;
  'figures.board': () => Output<'figures.board'>;
  'fourClears.board': () => Output<'fourClears.board'>;
} & {
  [
    P in 'preview' | 'generate' | 'undoBatch' | 'week' | 'assign' | 'coverage' as `visits.${P}`
  ]: () => Output<`visits.${P}`>;
};

const none = { numerator: 0, denominator: 0, percent: null };

export function fakeVisits(): Answers {
  return {
    'visits.known': () => ({ ok: true, value: { data: {} } }),
    'figures.board': () => ({
      ok: true,
      value: { groups: [], asOf: '2026-11-23T02:00:00.000Z' },
    }),
    'fourClears.board': () => {
      const row = {
        place: '',
        records: 0,
        gauges: {
          dz: null,
          full: null,
          sz: null,
          gx: null,
          dt: null,
          sq: null,
          level: 'none' as const,
        },
        missing: { dz: {}, gx: {}, dt: {} },
        lacking: {},
      };
      return {
        ok: true,
        value: {
          asOf: '2026-11-23',
          by: 'community',
          total: row,
          persons: 0,
          households: 0,
          enterprises: 0,
          changes: { prompt: 0, all: 0 },
          rows: [],
          gaps: [],
        },
      };
    },
    'visits.preview': () => ({
      ok: true,
      value: {
        weeks: [{ from: '2026-11-23', to: '2026-11-27', count: 1 }],
        byClass: { hardship: 1 },
        total: 1,
        late: 0,
        already: 0,
        unassigned: 0,
        missingYear: false,
      },
    }),
    'visits.generate': () => ({ ok: true, value: { batch: 'plan-1', made: 1 } }),
    'visits.undoBatch': () => ({ ok: true, value: { cancelled: 1 } }),
    'visits.week': () => ({ ok: true, value: { plans: [], isComplete: true } }),
    'visits.assign': () => ({ ok: true, value: { assigned: 0, withoutVisitor: 0 } }),
    'visits.coverage': () => ({
      ok: true,
      value: {
        asOf: '2026-11-23',
        classes: [],
        communities: [],
        rows: [],
        isComplete: true,
        planned: none,
        met: none,
        routed: none,
      },
    }),
  };
}
