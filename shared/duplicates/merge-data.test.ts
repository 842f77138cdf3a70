import { describe, expect, it } from 'vitest';
import { personFields } from '../records/person/schema.ts';
import { mergedData } from './merge-data.ts';

const row = (id: string, more: Record<string, unknown>) => ({ id, ...more });
let made = 0;
const newId = () => `new${(made += 1)}`;
const merged = (
  winner: Record<string, unknown>,
  loser: Record<string, unknown>,
  picks: Record<string, 'winner' | 'loser' | 'both'> = {},
) => mergedData(personFields, winner, loser, picks, newId);

describe('the data of a merged record', () => {
  it('is the winner’s, with what only the loser knew, and the later of dates', () => {
    expect(
      merged(
        { nameCn: '虞菊兰', phone: '1', verifiedOn: '2026-01-01' },
        { nameCn: '虞鞠兰', alias: '阿兰', phone: '2', verifiedOn: '2026-02-01' },
      ),
    ).toEqual({ nameCn: '虞菊兰', alias: '阿兰', phone: '1', verifiedOn: '2026-02-01' });
  });

  it('follows a choice, also that for nothing', () => {
    expect(
      merged({ phone: '1' }, { phone: '2', alias: '阿兰' }, { phone: 'loser', alias: 'winner' }),
    ).toEqual({
      phone: '2',
    });
  });

  it('joins rows that speak of the same thing and keeps the others, each with an id of its own', () => {
    const { identities } = merged(
      { identities: [row('i1', { identity: 'qj', verifyLevel: 'street' })] },
      {
        identities: [
          row('i1', { identity: 'gaj', verifyLevel: 'self' }),
          row('i2', { identity: 'qj', verifyLevel: 'self', clause: 'qj_parent' }),
        ],
      },
    );
    expect(identities).toEqual([
      { id: 'i1', identity: 'qj', verifyLevel: 'street', clause: 'qj_parent' },
      { id: expect.stringMatching(/^new/), identity: 'gaj', verifyLevel: 'self' },
    ]);
  });

  it('adds sets without doubling', () => {
    expect(merged({ willing: ['talent'] }, { willing: ['talent', 'culture'] })['willing']).toEqual([
      'talent',
      'culture',
    ]);
  });
});
