import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { addDays } from '../calendar/day.ts';
import { checkBankAccount } from '../validators/bank-account.ts';
import { checkCitizenId } from '../validators/citizen-id.ts';
import { checkCreditCode } from '../validators/credit-code.ts';
import { checkCommunityCode } from '../validators/division-code.ts';
import { checkPhone } from '../validators/phone.ts';
import { createDemoIdentities, demoCitizenId, demoCreditCode } from './demo-identity.ts';
import { LEAP_BIRTHS, LEGACY_DEMO_ID, LONG_LATIN_NAMES } from './demo-oddities.ts';
import { createRandom } from './random.ts';

const today = '2026-03-01';
const anySeed = fc.integer({ min: 0, max: 2 ** 31 });
const anyBirth = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays('1925-01-01', n));
const anySex = fc.constantFrom('1' as const, '2' as const);

describe('demo identities', () => {
  it('makes the numbers of the demo rule', () => {
    expect(demoCitizenId('1938-03-12', 1)).toBe('000000193803120019');
    expect(demoCitizenId('1952-09-15', 2)).toBe('00000019520915002X');
    expect(demoCitizenId('1987-11-04', 13)).toBe('000000198711040137');
    expect([1, 2, 3, 40].map(demoCreditCode)).toEqual([
      '91000000DM0000013W',
      '91000000DM0000021P',
      '91000000DM000003XF',
      '91000000DM00004009',
    ]);
    const demo = createDemoIdentities({ random: createRandom(1) });
    expect(demo.phone()).toBe('10100000001');
    expect(demo.bankAccount()).toBe('0000000000000000018');
    expect(demo.email()).toMatch(/@example\.invalid$/);
  });
  it('makes ID numbers that pass in demo data and nowhere else', () => {
    fc.assert(
      fc.property(anySeed, anyBirth, anySex, (seed, birth, sex) => {
        const id = createDemoIdentities({ random: createRandom(seed) }).citizenId({ sex, birth });
        expect(checkCitizenId(id, { today, isDemo: true, sex, birth })).toEqual({
          ok: true,
          value: id,
          warnings: [],
        });
        expect(checkCitizenId(id, { today })).toMatchObject({ ok: false });
      }),
    );
  });
  it('makes credit codes, telephones and accounts that pass in demo data and nowhere else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (firstNumber) => {
        const demo = createDemoIdentities({ random: createRandom(1), firstNumber });
        const checks = [
          [checkCreditCode, demo.creditCode()],
          [checkPhone, demo.phone()],
          [checkBankAccount, demo.bankAccount()],
        ] as const;
        for (const [check, value] of checks) {
          expect(check(value, { isDemo: true })).toEqual({ ok: true, value, warnings: [] });
          expect(check(value)).toMatchObject({ ok: false });
        }
      }),
    );
  });
  it('never gives a number twice', () => {
    const demo = createDemoIdentities({ random: createRandom(5) });
    const ids = Array.from({ length: 500 }, () =>
      demo.citizenId({ sex: '2', birth: '1960-02-29' }),
    );
    expect(new Set(ids).size).toBe(500);
    expect(() => demo.citizenId({ sex: '2', birth: '1960-02-29' })).toThrow(RangeError);
    expect(demo.citizenId({ sex: '1', birth: '1960-02-29' })).toBeTruthy();
  });
  it('repeats itself for the same seed', () => {
    const make = () => {
      const demo = createDemoIdentities({ random: createRandom(9) });
      return Array.from({ length: 20 }, () => [
        demo.name({ sex: '1', birthYear: 1960 }),
        demo.citizenId({ sex: '1', birth: '1960-05-05' }),
        demo.houseNumber(),
      ]);
    };
    expect(make()).toEqual(make());
  });
  it('invents communities in valid code ranges', () => {
    const demo = createDemoIdentities({ random: createRandom(1) });
    expect(demo.community('330203008', 1)).toEqual({ code: '330203008901', name: '演示一社区' });
    expect(demo.community('330203106', 12, 'village').name).toBe('演示十二村');
    expect(demo.community('330203103', 20).name).toBe('演示二十社区');
    for (let i = 1; i <= 99; i += 1) {
      expect(checkCommunityCode(demo.community('330203008', i).code).ok).toBe(true);
    }
    expect(() => demo.community('330203008', 100)).toThrow(RangeError);
  });
});

describe('oddities', () => {
  it('are what they claim to be', () => {
    expect(checkCitizenId(LEGACY_DEMO_ID, { today, isDemo: true, allowLegacy: true }).ok).toBe(
      true,
    );
    expect(checkCitizenId(LEGACY_DEMO_ID, { today, allowLegacy: true }).ok).toBe(false);
    for (const name of LONG_LATIN_NAMES)
      expect(name.replace(/[^A-Za-z]/g, '').length).toBeGreaterThan(30);
    for (const birth of LEAP_BIRTHS) expect(birth.slice(5)).toBe('02-29');
  });
});
