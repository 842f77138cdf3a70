/** What befalls computers, links and the district. */
import { setTimeout as pause } from 'node:timers/promises';
import { chance, pickOne, randomInt, type Random } from '../../shared/samples/random.ts';
import type { Action } from './actions.ts';
import { fine, type Weather } from './link.ts';
import { communities, units } from './people.ts';
import type { Access } from './server-messages.ts';

const weathers: readonly Weather[] = [
  { ...fine, cut: 'out' },
  { ...fine, cut: 'back' },
  { ...fine, cut: 'both' },
  { ...fine, lose: 0.3 },
  { ...fine, double: 0.5 },
  { ...fine, hold: 0.5 },
  { ...fine, truncate: 0.3 },
  { ...fine, latency: 150 },
  { ...fine, bandwidth: 30_000 },
  {
    cut: 'none',
    latency: 40,
    bandwidth: 100_000,
    lose: 0.1,
    double: 0.2,
    hold: 0.2,
    truncate: 0.1,
  },
];

export const changeWeather: Action = async (_stage, post, random) => {
  post.seat.link.set(pickOne(random, weathers), seedOf(random));
};

export const clearWeather: Action = async (_stage, post) => {
  post.seat.link.set(fine, 1);
};

/** In the middle of whatever it does; started again on the same folder. */
export const killComputer: Action = async (stage, post, random) => {
  if (chance(random, 0.6)) stage.syncMeanwhile(post);
  await pause(randomInt(random, 0, 120));
  await stage.killComputer(post);
  await stage.startComputer(post);
};

export const killServer: Action = async (stage, _post, random) => {
  for (const post of stage.posts) if (chance(random, 0.5)) stage.syncMeanwhile(post);
  await pause(randomInt(random, 0, 120));
  await stage.restartServer();
};

/** Under a running server, which has to live through it. */
export const crashDatabase: Action = async (stage, _post, random) => {
  const { crash } = stage.world.databases;
  if (crash === null) return;
  for (const post of stage.posts) if (chance(random, 0.5)) stage.syncMeanwhile(post);
  await pause(randomInt(random, 0, 60));
  await crash();
};

const minute = 60_000;
const year = 365 * 24 * 60 * minute;

export const turnClock: Action = async (_stage, post, random) => {
  post.clockOffset = pickOne(random, [
    0,
    0,
    20 * minute,
    -20 * minute,
    3 * year,
    -3 * year,
    10 * year,
    -10 * year,
  ]);
  await post.device?.ask('clock', post.clockOffset);
};

/** Full now, room again at the next time. */
export const fillDisk: Action = async (_stage, post, random) => {
  if (post.disk === null) return;
  if (chance(random, 0.5)) post.disk.fill();
  else post.disk.makeRoom();
};

/** Somebody gets other work within the unit: another community, all of them, another role. Whoever leaves the unit is shut out instead. */
export const changeAccess: Action = async (stage, post, random) => {
  const now = post.access.at(-1);
  if (now === undefined || now.unit === units.district) return;
  const own = communities[now.unit] ?? [];
  const next: readonly Access[] = [
    { ...now, community: '' },
    { ...now, community: pickOne(random, own) },
    { ...now, roles: pickOne(random, [['L'], ['O'], ['H'], ['O', 'H']] as const) },
  ];
  const { community, ...wanted } = pickOne(random, next);
  // A liaison is one of a community; the district takes no other.
  const isLiaison = wanted.roles.includes('L');
  const place = isLiaison && community === '' ? pickOne(random, own) : community;
  await stage.setAccess(post, { ...wanted, community: place });
};

/** 转移 of a household to another unit, or of one that was moved before back again. */
export const moveToUnit: Action = async (stage, _post, random) => {
  const rows = await stage.server().ask('query', {
    sql: `SELECT id, scope FROM docs WHERE collection = 'records' AND type = 'household' AND NOT deleted ORDER BY id`,
    params: [],
  });
  if (rows.length === 0) return;
  const { id, scope } = pickOne(random, rows);
  const to = scope === units.wangchun ? units.gulin : units.wangchun;
  for (const post of stage.posts) if (chance(random, 0.5)) stage.syncMeanwhile(post);
  const community = pickOne(random, communities[to] ?? []);
  await stage.move(String(id), to, community);
};

export const backUp: Action = async (stage) => {
  await stage.backups.backUp();
};

/** The database of days ago. Mostly somebody says so, as the manual asks. */
export const putBackup: Action = async (stage, _post, random) => {
  await stage.backups.putBack(chance(random, 0.7));
};

/** Whoever sits there has asked the district, and lets sync go on or look again. */
export const answerBrake: Action = async (stage, post, random) => {
  const choice = chance(random, 0.8) ? 'proceed' : 'again';
  await stage.call(post, 'sync.decideBrake', { choice });
};

/** Two must stay, or there is nobody left to compare with. */
export const revokeComputer: Action = async (stage, post, random) => {
  const left = stage.posts.filter(({ isRevoked }) => !isRevoked);
  if (post.isRevoked || left.length < 3) return;
  await stage.revoke(post);
  if (chance(random, 0.5)) stage.syncMeanwhile(post);
};

function seedOf(random: Random): number {
  return randomInt(random, 0, 2 ** 31);
}
