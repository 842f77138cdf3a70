// Fills a demonstration district: communities, accounts and a year of work for two streets. What is there already stays.
import type { Admin } from '../../server/admin/admin.ts';
import { demoPassword } from '../../shared/samples/demo-accounts.ts';
import { generateStreet } from '../../shared/samples/street/generate-street.ts';
import { communityRecords } from '../../shared/samples/street/masters.ts';
import { streetStaff, type StaffMember } from '../../shared/samples/street/staff.ts';
import {
  gulin,
  registerSize,
  smallStreet,
  wangchun,
  type StreetSpec,
} from '../../shared/samples/street/street-spec.ts';
import { desks, districtStaff, loginOf, type DemoLogin } from './demo-logins.ts';

export interface SeedOptions {
  readonly specs: readonly StreetSpec[];
  /** Business date up to which things have happened. */
  readonly today: string;
  /** Instant, ISO 8601 UTC. */
  readonly now: string;
  readonly print: (line: string) => void;
}

/** The same people on every machine. */
const seed = 20_261_123;

/** Both streets of the demonstration; a few dozen persons each when `small`. */
export function demoStreets(small: boolean): readonly StreetSpec[] {
  return small ? [smallStreet(wangchun), smallStreet(gulin)] : [wangchun, gulin];
}

/** All accounts, without asking the district: they follow from the seed. */
export function demoLogins(specs: readonly StreetSpec[]): DemoLogin[] {
  const ofStreets = specs.flatMap((spec) =>
    streetStaff(spec, seed).map((member) => loginOf(member, spec.name, specs)),
  );
  return [...ofStreets, ...districtStaff.map((member) => loginOf(member, desks.qu.name, specs))];
}

/** Resolves when everything is stored. Throws when the district refuses its own demonstration data: that is a bug. */
export async function seedDistrict(admin: Admin, options: SeedOptions): Promise<void> {
  const { specs, today, now, print } = options;
  for (const spec of specs) {
    const staff = streetStaff(spec, seed);
    print(
      `正在准备演示数据：${spec.name}，在册 ${registerSize(spec)} 人、${spec.households} 户、侨企 ${spec.enterprises} 家……`,
    );
    await admin.seedRows('masters', communityRecords(spec, now, 'demo-guanli'));
    for (const member of staff) await addMember(admin, member);
    const street = generateStreet({ spec, seed, today, staff });
    await admin.seedRows('records', street.records);
    await admin.seedRows('events', street.events);
    print(
      `  ${spec.name}：${street.records.length} 条记录、${street.events.length} 条留痕、${staff.length} 个账号`,
    );
  }
  for (const member of districtStaff) await addMember(admin, member);
}

async function addMember(admin: Admin, { userId, post, ...member }: StaffMember): Promise<void> {
  const added = await admin.addUser({
    ...member,
    id: userId,
    orgPost: post,
    password: demoPassword,
  });
  // A seeding that was interrupted is taken up again.
  if (!added.ok && added.code !== 'login_taken')
    throw new Error(`demo account ${member.login}: ${added.code}`);
}
