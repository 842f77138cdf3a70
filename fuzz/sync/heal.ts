/** After the schedule: everything is mended, and everybody syncs in rounds until nothing is left to do. Rounds are counted, not seconds. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Dump } from './device-messages.ts';
import { valueOf } from './device.ts';
import { fine } from './link.ts';
import { password } from './people.ts';
import type { Post, Stage } from './stage.ts';

export interface Quiet {
  /** What each computer holds at the end. */
  readonly dumps: ReadonlyMap<Post, Dump>;
  readonly rounds: number;
  /** Computers that still had something to send or to say. */
  readonly stuck: readonly string[];
}

/** More than any chain of conflicts needs: each merge travels to everybody in two. */
const mostRounds = 16;
/** At a revoked computer: a wipe takes a second or two. */
const mostLooks = 240;
/** A repair of a scope is tried again after ten minutes. Milliseconds. */
const between = 11 * 60_000;

export async function heal(stage: Stage): Promise<Quiet> {
  for (const [index, post] of stage.posts.entries()) {
    post.disk?.makeRoom();
    post.clockOffset = 0;
    post.seat.link.set(fine, 1);
    // Every second one is switched off and on again, as people do; the others must get over it by themselves.
    if (post.isRevoked) continue;
    if (post.device === null || index % 2 === 1) {
      await stage.killComputer(post);
      await stage.startComputer(post);
    } else await post.device.ask('clock', 0);
  }
  const unfinished = await seeOff(stage);
  const staying = stage.posts.filter(({ isRevoked }) => !isRevoked);
  let last = '';
  let calm = 0;
  for (let rounds = 1; ; rounds += 1) {
    for (const post of staying) await syncOpen(stage, post);
    await stage.server().ask('release', null);
    const dumps = new Map<Post, Dump>();
    for (const post of staying) {
      if (post.device === null) throw new Error('a computer that did not start');
      dumps.set(post, await post.device.ask('dump', null));
    }
    const stuck = [...unfinished, ...[...dumps].flatMap(([post, dump]) => stuckness(post, dump))];
    const seen = JSON.stringify(
      [...dumps.values()].map(({ records, events, cards }) => [
        records.map(({ mutation }) => mutation),
        events.length,
        cards.length,
      ]),
    );
    calm = seen === last && stuck.length === 0 ? calm + 1 : 0;
    last = seen;
    const isProved = [...dumps.values()].every(
      ({ state, cards }) => state.face === 'proved' || cards.length > 0,
    );
    if ((calm >= 1 && isProved) || calm >= 3 || rounds === mostRounds)
      return { dumps, rounds, stuck };
    for (const post of staying) {
      post.clockOffset += between;
      await post.device?.ask('clock', post.clockOffset);
    }
  }
}

/** Revoked computers hand over what they have and erase themselves; those that do not are stuck. */
async function seeOff(stage: Stage): Promise<readonly string[]> {
  const stuck: string[] = [];
  for (const post of stage.posts.filter(({ isRevoked }) => isRevoked)) {
    await stage.killComputer(post);
    await stage.startComputer(post);
    let phase = '';
    for (let left = mostLooks; left > 0 && phase !== 'enrol'; left -= 1) {
      await stage.sync(post);
      await pause(250);
      phase = (await post.device?.call('app.session', {}))?.phase ?? 'enrol';
    }
    if (phase !== 'enrol') stuck.push(`${post.seat.login} was revoked and is still ${phase}`);
  }
  return stuck;
}

async function syncOpen(stage: Stage, post: Post): Promise<void> {
  const { device } = post;
  if (device === null) return;
  const session = await device.call('app.session', {});
  if (session.phase !== 'ready')
    valueOf(await device.call('app.unlock', { profileId: post.seat.profileId, password }));
  await stage.sync(post);
  // A brake waits for a person, and the district has been asked by now.
  const { brake } = valueOf(await device.call('sync.brake', {}));
  if (brake === null) return;
  await stage.call(post, 'sync.decideBrake', { choice: 'proceed' });
  await stage.sync(post);
}

function stuckness(post: Post, { waiting, state }: Dump): string[] {
  const { login } = post.seat;
  const first = waiting[0];
  return [
    ...(first === undefined
      ? []
      : [`${login} still has ${waiting.length} to send, ${first.collection} ${first.id}`]),
    ...(state.lastFailure === null ? [] : [`${login} says ${state.lastFailure.code}`]),
  ];
}
