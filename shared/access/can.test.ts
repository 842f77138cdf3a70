import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordType, recordTypes } from '../records/registry.ts';
import { roles, type Actor, type Role } from './actor.ts';
import { can, verbs } from './can.ts';

const visit = recordType('visit');
const household = recordType('household');
if (visit === undefined || household === undefined)
  throw new Error('visit and household are registered');

const actor = (role: Role, unit = '330203103', community = ''): Actor => ({
  userId: `${role}-1`,
  name: role,
  unit,
  community,
  roles: [role],
});
const here = { unit: '330203103', community: '330203103004' };

describe('can', () => {
  it('keeps a street out of another street’s records and lets the district read them', () => {
    expect(can(actor('O'), 'read', household, here)).toEqual({ allow: true });
    expect(can(actor('O', '330203008'), 'read', household, here)).toEqual({
      allow: false,
      reason: 'other_unit',
    });
    expect(can(actor('D', '330203000'), 'read', household, here)).toEqual({ allow: true });
    expect(can(actor('D', '330203000'), 'edit', household, here)).toEqual({
      allow: false,
      reason: 'no_role',
    });
  });

  it('keeps a community account inside its community', () => {
    const liaison = actor('L', '330203103', '330203103004');
    expect(can(liaison, 'edit', household, here).allow).toBe(true);
    expect(
      can(liaison, 'read', household, { unit: '330203103', community: '330203103005' }),
    ).toEqual({ allow: false, reason: 'other_community' });
  });

  it('locks a submitted visit and lets only its recorder change a returned one', () => {
    const record = (state: string, createdBy: string) => ({ ...here, state, createdBy });
    expect(can(actor('O'), 'edit', visit, here, record('submitted', 'O-1'))).toEqual({
      allow: false,
      reason: 'closed_state',
    });
    expect(can(actor('O'), 'edit', visit, here, record('returned', 'O-1'))).toEqual({
      allow: true,
    });
    expect(can(actor('O'), 'edit', visit, here, record('returned', 'L-1'))).toEqual({
      allow: false,
      reason: 'not_own',
    });
  });

  it('gives administrators, auditors and lawyers no business data to write', () => {
    for (const role of ['A', 'X', 'W', 'P'] as const) {
      for (const verb of ['create', 'edit', 'remove'] as const)
        expect(can(actor(role), verb, household, here).allow, `${role} ${verb}`).toBe(false);
    }
    expect(can(actor('A', '330203000'), 'read', household, here).allow).toBe(false);
  });

  it('never lets anybody but the district reach another unit, for any type, verb and role', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...recordTypes),
        fc.constantFrom(...verbs),
        fc.constantFrom(...roles),
        (type, verb, role) => {
          if (type.collection === 'masters') return;
          const answer = can(actor(role, '330203008'), verb, type, here);
          if (['D', 'B', 'X'].includes(role)) return;
          expect(answer.allow).toBe(false);
        },
      ),
    );
  });
});
