import { describe, expect, it } from 'vitest';
import type { PersonFacts } from './cross-field.ts';
import { applicantIssue, checkPersonFacts } from './cross-field.ts';

const codes = (facts: Partial<PersonFacts>) =>
  checkPersonFacts({ identities: [], ...facts }).map((f) => `${f.field}: ${f.issue.code}`);

describe('checkPersonFacts', () => {
  it('asks returned overseas Chinese for return and household dates', () => {
    expect(codes({ identities: ['gq'] })).toEqual([
      'returned: person.returneeNeedsReturn',
      'householdRegisteredOn: person.returneeNeedsHousehold',
    ]);
    expect(
      codes({ identities: ['gq'], returned: '1956', householdRegisteredOn: '1956-05-01' }),
    ).toEqual([]);
  });
  it('ties 华侨 to Chinese nationality and 外籍华人 to a foreign one', () => {
    expect(codes({ identities: ['hq'], nationality: 'ITA' })).toEqual([
      'nationality: person.overseasChineseNationality',
    ]);
    expect(codes({ identities: ['hq'], nationality: 'CHN' })).toEqual([]);
    expect(codes({ identities: ['whr'], nationality: 'CHN' })).toEqual([
      'nationality: person.foreignNationality',
    ]);
    expect(codes({ identities: ['whr'], nationality: 'HKG' })).toEqual([
      'nationality: person.foreignNationality',
    ]);
    expect(codes({ identities: ['whr'] })).toEqual([]);
  });
  it.each(['qj', 'whj'])('wants nationality, residence and a relation for %s', (identity) => {
    expect(codes({ identities: [identity], nationality: 'USA', livesInChina: false })).toEqual([
      'nationality: person.relativeNationality',
      'livesInChina: person.relativeAbroad',
      'qualifyingRelations: person.relativeNeedsRelation',
    ]);
    expect(
      codes({
        identities: [identity],
        nationality: 'CHN',
        livesInChina: true,
        qualifyingRelations: 1,
      }),
    ).toEqual([]);
  });
  it('orders birth, emigration and return', () => {
    expect(codes({ birth: '1950-05-01', emigrated: '1950-05-01' })).toEqual([
      'emigrated: person.emigratedBeforeBirth',
    ]);
    expect(codes({ birth: '1930', emigrated: '1948', returned: '1947' })).toEqual([
      'returned: person.returnedBeforeEmigrated',
    ]);
    expect(codes({ birth: '1950', returned: '1949' })).toEqual([
      'returned: person.returnedBeforeBirth',
    ]);
  });
  it('stays silent when a partial date leaves the order open', () => {
    expect(codes({ birth: '1950', emigrated: '1950-03', returned: '1950' })).toEqual([]);
    expect(codes({ birth: 'not a date', emigrated: '1900' })).toEqual([]);
  });
});

describe('applicantIssue', () => {
  it('stops the deceased and those who moved out', () => {
    expect(applicantIssue('dead')?.code).toBe('person.applicantDeceased');
    expect(applicantIssue('moved')?.code).toBe('person.applicantMovedOut');
    for (const state of ['in', 'abroad', 'back', 'lost']) expect(applicantIssue(state)).toBeNull();
  });
});
