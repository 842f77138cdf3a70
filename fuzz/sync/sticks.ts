/**
 * What is carried by hand: bundles going up and coming down (shared/exchange). A stick keeps its files, so that any of them may be handed in
 * again, late, or never; a receipt may get lost on the way back.
 */
import { chance, pickOne, type Random } from '../../shared/samples/random.ts';
import type { Action } from './actions.ts';
import type { Stage, Stick } from './stage.ts';

export const packBundle: Action = async (stage, post) => {
  const made = await stage.call(post, 'exchange.make', {
    mediaNo: 'U-07',
    virusChecked: true,
    toFolder: false,
    files: 'none',
  });
  if (made?.ok === true && made.value.ok)
    stage.sticks.push({ login: post.seat.login, way: 'up', text: made.value.value.text });
};

export const handInBundle: Action = async (stage, _post, random) => {
  const stick = pickStick(stage, random, ({ way }) => way === 'up');
  if (stick === null) return;
  if (chance(random, 0.3)) stage.syncMeanwhile(postOf(stage, stick));
  const reply = await stage.server().ask('takeBundle', stick.text);
  const isLost = chance(random, 0.25);
  if (reply !== null && !isLost) stage.sticks.push({ ...stick, way: 'down', text: reply });
};

/** The district writes by itself to a computer that has sent something before. */
export const sendBundle: Action = async (stage, post) => {
  const text = await stage.server().ask('makeBundle', post.seat.login);
  if (text !== null) stage.sticks.push({ login: post.seat.login, way: 'down', text });
};

export const takeBundle: Action = async (stage, _post, random) => {
  const stick = pickStick(stage, random, ({ way }) => way === 'down');
  if (stick === null) return;
  await stage.takeBundle(postOf(stage, stick), stick.text);
};

/** Mostly the newest, as people do; now and then an old one once more. */
function pickStick(stage: Stage, random: Random, fits: (stick: Stick) => boolean): Stick | null {
  const fitting = stage.sticks.filter(fits);
  const newest = fitting.at(-1);
  if (newest === undefined) return null;
  return chance(random, 0.6) ? newest : pickOne(random, fitting);
}

function postOf(stage: Stage, { login }: Stick) {
  const post = stage.posts.find(({ seat }) => seat.login === login);
  if (post === undefined) throw new Error('a bundle of nobody');
  return post;
}
