/** Fills a demonstration district: two streets with their communities, staff and a year of synthetic work, and a district desk. */
import { districtUnit } from '../../shared/access/actor.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { generateStreet } from '../../shared/samples/street/generate-street.ts';
import { communityRecords } from '../../shared/samples/street/masters.ts';
import { streetStaff } from '../../shared/samples/street/staff.ts';
import { gulin, wangchun } from '../../shared/samples/street/street-spec.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';
import type { Admin } from './admin.ts';
import type { NewUser } from './users.ts';

export type DemoSeeded =
  | { readonly ok: true; readonly records: number; readonly users: number }
  | { readonly ok: false; readonly code: 'not_demo' };

const seed = 20_261_123;

/** Safe to repeat: what is there stays. All accounts get the same password. Only for a demonstration database. */
export async function seedDemo(
  deps: ServerDeps,
  admin: Pick<Admin, 'addUser' | 'seedRows'>,
  password: string,
): Promise<DemoSeeded> {
  if (!deps.instance.isDemo) return { ok: false, code: 'not_demo' };
  const at = isoNow(deps.clock);
  const desk: NewUser = {
    id: 'demo-qu',
    login: 'qu',
    name: '区侨联',
    unit: districtUnit,
    roles: ['D'],
    password,
  };
  let users = await added(admin, desk);
  let records = 0;
  for (const spec of [wangchun, gulin]) {
    await admin.seedRows('masters', communityRecords(spec, at, serverActor.id));
    const staff = streetStaff(spec, seed);
    // Together, because each password takes a while to hash and that can be done side by side.
    const made = await Promise.all(
      staff.map(({ userId, post, ...member }) =>
        added(admin, { ...member, id: userId, orgPost: post, password }),
      ),
    );
    users += made.filter((each) => each === 1).length;
    const street = generateStreet({ spec, seed, today: businessDateOf(at), staff });
    records += await admin.seedRows('records', street.records);
    await admin.seedRows('events', street.events);
  }
  return { ok: true, records, users };
}

/** 1 for a new account, 0 for one that exists. Throws when the demonstration's own data is not acceptable. */
async function added(admin: Pick<Admin, 'addUser'>, user: NewUser): Promise<0 | 1> {
  const result = await admin.addUser(user);
  if (result.ok) return 1;
  if (result.code === 'login_taken') return 0;
  throw new Error(`demonstration account ${user.login}: ${result.code}`);
}
