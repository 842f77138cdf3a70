/** Identities, thin records and consents: what is refused, what is only pointed at, and what passes (domain.md E05, §2.6). */
import { describe, expect, it } from 'vitest';
import type { PlainData } from '../envelope.ts';
import { validateRecord } from '../validate.ts';
import { person } from './index.ts';
import { personSamples } from './samples.ts';

const context = { now: '2026-11-23T02:00:00.000Z', today: '2026-11-23', isDemo: true };
const [whole = {}] = personSamples as readonly PlainData[];

function found(data: PlainData): Record<string, string> {
  return Object.fromEntries(
    validateRecord(person, data, context).map((each) => [
      each.field,
      `${each.severity} ${each.code}`,
    ]),
  );
}

function withIdentity(identity: PlainData): PlainData {
  return {
    ...whole,
    nationality: 'CHN',
    identities: [{ id: 'i1', identity: 'hq', country: 'SGP', verifyLevel: 'self', ...identity }],
  };
}

describe('identities', () => {
  it('a whole one passes', () => {
    expect(found(whole)).toEqual({});
  });

  it.each([
    [{ until: '2020' }, 'identities.0.endedReason', 'error person.end_reason'],
    [{ endedReason: 'returned' }, 'identities.0.until', 'error person.end_date'],
    [
      { since: '2010-03', until: '2009', endedReason: 'returned' },
      'identities.0.until',
      'error person.ends_before',
    ],
    [{ residenceKind: 'study' }, 'identities.0.residenceKind', 'error person.not_settled'],
    [{ residenceKind: 'duty' }, 'identities.0.residenceKind', 'error person.not_settled'],
    [
      { clause: 'hq_5y', settledAbroad: '2023' },
      'identities.0.settledAbroad',
      'warning person.residence_short',
    ],
    [{ clause: 'gq_hq' }, 'identities.0.clause', 'error person.clause_wrong'],
    [{ clause: 'served' }, 'identities.0.clause', 'error person.clause_wrong'],
    [{ verifyLevel: 'certified' }, 'identities.0.certNo', 'warning person.cert_needed'],
    [{ country: undefined }, 'identities.0.country', 'warning person.country_needed'],
    [
      { certDate: '2026-06-18', certValidTo: '2026-06-17' },
      'identities.0.certValidTo',
      'error person.cert_dates',
    ],
  ] as const)('%j', (change, field, problem) => {
    expect(found(withIdentity(change))[field]).toBe(problem);
  });

  it('five years of a known year are enough only when every day of it makes them', () => {
    expect(found(withIdentity({ clause: 'hq_5y', settledAbroad: '2021' }))).toEqual({});
    expect(found(withIdentity({ clause: 'hq_5y', settledAbroad: '2022' }))).toHaveProperty([
      'identities.0.settledAbroad',
    ]);
  });

  it('may be held again after it ended, but not twice at once', () => {
    const row = { identity: 'hq', country: 'SGP', verifyLevel: 'self' };
    const again = (first: PlainData) => ({
      ...withIdentity({}),
      identities: [
        { id: 'i1', ...row, ...first },
        { id: 'i2', ...row },
      ],
    });
    expect(found(again({}))['identities.1.identity']).toBe('error person.identity_twice');
    expect(found(again({ until: '2015', endedReason: 'returned' }))).toEqual({});
  });
});

describe('a thin record', () => {
  const thin = { nameCn: '虞志远', thin: true, liveCountry: 'IDN', liveState: 'abroad' };

  it('needs name and country only', () => {
    expect(found(thin)).toEqual({});
    expect(found({ ...thin, thin: false })).toHaveProperty('sex');
  });

  it.each(['documents', 'liveAddr', 'employer', 'healthNote'])('holds no %s', (field) => {
    const value =
      field === 'documents' ? [{ id: 'd1', kind: 'passport', number: 'E12345678' }] : '某处';
    expect(found({ ...thin, [field]: value })[field]).toBe('error person.thin_only');
  });

  it('is for people abroad', () => {
    expect(found({ ...thin, liveCountry: 'CHN' })['thin']).toBe('error person.thin_abroad');
  });
});

describe('consent', () => {
  const spoken = { id: 'c1', purpose: 'register', way: 'spoken', givenOn: '2026-05-01' };

  it('spoken ones name two officers, and end after they began', () => {
    expect(found({ ...whole, consents: [spoken] })['consents.0.witnesses']).toBe(
      'error person.two_witnesses',
    );
    const heard = { ...spoken, witnesses: '励海平、史红勤' };
    expect(found({ ...whole, consents: [heard] })).toEqual({});
    expect(
      found({ ...whole, consents: [{ ...heard, withdrawnOn: '2026-04-30' }] })[
        'consents.0.withdrawnOn'
      ],
    ).toBe('error person.consent_dates');
  });

  it('of a child under fourteen is the guardian’s', () => {
    const { documents: _none, ...child } = {
      ...whole,
      birth: '2013-06-01',
      identities: [{ id: 'i1', identity: 'lxj', verifyLevel: 'self' }],
    } as PlainData;
    expect(found(child)['consents']).toBe('warning person.guardian_needed');
    const consents = [{ ...spoken, way: 'paper', guardian: '父亲' }];
    expect(found({ ...child, consents })).toEqual({});
    expect(found({ ...child, birth: '2012-11-23' })).toEqual({});
  });
});
