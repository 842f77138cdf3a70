// Who can sign in at the demonstration, and at which desk.
import { districtUnit, type Role } from '../../shared/access/actor.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { demoPassword } from '../../shared/samples/demo-accounts.ts';
import { streetCommunities, type StaffMember } from '../../shared/samples/street/staff.ts';
import { gulin, wangchun, type StreetSpec } from '../../shared/samples/street/street-spec.ts';

export interface DemoLogin {
  readonly login: string;
  readonly password: string;
  readonly userId: string;
  readonly name: string;
  readonly unit: string;
  readonly unitName: string;
  readonly roles: readonly Role[];
  /** Empty but for liaisons. */
  readonly communityName: string;
  /** In Chinese, for the table. */
  readonly post: string;
}

/** The computers of the demonstration; each is enrolled for one unit. */
export const desks = {
  wangchun: { unit: wangchun.unit, name: wangchun.name },
  gulin: { unit: gulin.unit, name: gulin.name },
  qu: { unit: districtUnit, name: '海曙区侨联' },
} as const;
export type DeskName = keyof typeof desks;

export function isDeskName(text: string): text is DeskName {
  return Object.hasOwn(desks, text);
}

/** People of the district's own office. */
export const districtStaff: readonly StaffMember[] = [
  districtMember('qu', '励宁', 'D', '区侨联干部'),
  districtMember('qu2', '忻海平', 'B', '区侨联主席'),
  districtMember('guanli', '邬明伟', 'A', '系统管理员'),
];

export function loginOf(
  member: StaffMember,
  unitName: string,
  specs: readonly StreetSpec[],
): DemoLogin {
  const { login, userId, name, unit, community, roles, post } = member;
  const communities = specs.flatMap((spec) => streetCommunities(spec));
  return {
    login,
    userId,
    name,
    unit,
    unitName,
    roles,
    password: demoPassword,
    communityName: communities.find(({ code }) => code === community)?.name ?? '',
    post: post === '' ? labelOf('role', roles[0] ?? '') : post,
  };
}

/** The table that the demonstration prints: this desk's accounts, the first liaison standing for all. */
export function loginTable(logins: readonly DemoLogin[], desk: DeskName): string[] {
  const { unit, name } = desks[desk];
  const own = logins.filter((login) => login.unit === unit);
  const shown = own.filter(
    ({ communityName }, index) =>
      communityName === '' || index === own.findIndex((each) => each.communityName !== ''),
  );
  const width = Math.max(...shown.map(({ login }) => login.length));
  const others = Object.entries(desks)
    .filter(([key]) => key !== desk)
    .map(([key, other]) => `npm run demo -- --desk ${key}（${other.name}）`);
  return [
    `演示账号（${name}，口令都是 ${demoPassword}）：`,
    ...shown.map(
      ({ login, post, name: person, communityName }) =>
        `  ${login.padEnd(width)}  ${post} ${person}${communityName === '' ? '' : `（${communityName}）`}`,
    ),
    `再开一个命令窗口可以打开另一台演示电脑：${others.join('、')}`,
  ];
}

function districtMember(
  login: string,
  name: string,
  role: 'D' | 'B' | 'A',
  post: string,
): StaffMember {
  return {
    userId: `demo-${login}`,
    login,
    name,
    unit: districtUnit,
    community: '',
    roles: [role],
    post,
    phone: '',
  };
}
