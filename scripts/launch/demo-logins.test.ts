import { describe, expect, it } from 'vitest';
import { demoDesks } from '../../shared/samples/demo-accounts.ts';
import { demoLogins, demoStreets } from './seed-district.ts';
import { desks } from './demo-logins.ts';

describe('the accounts that the sign-in page names', () => {
  it('are there, at every desk, with the roles it says', () => {
    const logins = demoLogins(demoStreets(false));
    const rolesOf = (login: string, unit: string) =>
      logins.find((each) => each.login === login && each.unit === unit)?.roles;
    expect(Object.keys(demoDesks).toSorted()).toEqual(
      Object.values(desks)
        .map(({ unit }) => unit)
        .toSorted(),
    );
    for (const [unit, { officer, lead }] of Object.entries(demoDesks)) {
      expect([['O'], ['D']]).toContainEqual(rolesOf(officer, unit));
      expect([['H'], ['B']]).toContainEqual(rolesOf(lead, unit));
    }
  });
});
