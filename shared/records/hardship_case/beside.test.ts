import { describe, expect, it } from 'vitest';
import type { Envelope } from '../envelope.ts';
import { testRecord } from '../../workflow/testing/register-workflow-table.ts';
import { hardshipBeside } from './beside.ts';
import { hardshipCase } from './index.ts';
import { hardshipSamples } from './samples.ts';
import type { HardshipData } from './schema.ts';

const [sample] = hardshipSamples;
if (sample === undefined) throw new Error('a sample');
const mine: Partial<HardshipData> = { ...sample, applyOn: '2026-11-20', aidType: ['medical'] };
const context = { now: '2026-11-20T02:00:00.000Z', today: '2026-11-20', isDemo: true };
const other = (state: string, data: Partial<HardshipData>) =>
  testRecord(hardshipCase, state, { ...sample, ...data }) as unknown as Envelope<HardshipData>;
const codes = (...neighbours: Envelope<HardshipData>[]) =>
  hardshipBeside
    .check(mine, { record: () => undefined, neighbours }, context)
    .map(({ code, severity }) => `${code} ${severity}`);
const elsewhere = { type: 'household', id: 'elsewhere', label: '另一户' };

describe('other cases of the same household or person', () => {
  it.each([
    [
      'an open one of the household',
      other('checking', { aidType: ['edu'] }),
      ['hardship.open_for_household warning'],
    ],
    [
      'an open one of the person, in another household',
      other('checking', { household: elsewhere, aidType: ['edu'] }),
      ['hardship.open_for_person warning'],
    ],
    [
      'a closed one with the same aid this year',
      other('closed', { applyOn: '2026-02-01', aidType: ['temp', 'medical'] }),
      ['hardship.same_aid_this_year warning'],
    ],
    [
      'a closed one with the same aid last year',
      other('closed', { applyOn: '2025-12-31', aidType: ['medical'] }),
      [],
    ],
    [
      'a refused one with the same aid',
      other('rejected', { applyOn: '2026-02-01', aidType: ['medical'] }),
      [],
    ],
    ['referrals may repeat', other('closed', { applyOn: '2026-02-01', aidType: ['refer'] }), []],
  ])('%s', (_what, neighbour, expected) => {
    expect(codes(neighbour)).toEqual(expected);
  });

  it('are looked for by household and by person', () => {
    expect(hardshipBeside.neighbours(mine).map(({ column }) => column)).toEqual([
      'household_id',
      'applicant_id',
    ]);
    expect(hardshipBeside.neighbours({})).toEqual([]);
  });
});
