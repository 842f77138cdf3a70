/** Plays one schedule on a copy of the world and judges what is left. */
import { createRandom } from '../../shared/samples/random.ts';
import { actions } from './actions.ts';
import { heal } from './heal.ts';
import { judge, type Verdict } from './judge.ts';
import type { Plant } from './plants.ts';
import type { Schedule } from './schedule.ts';
import { openStage } from './stage.ts';
import type { World } from './world.ts';

export interface Played {
  readonly verdict: Verdict;
  readonly written: number;
  readonly refused: ReadonlyMap<string, number>;
  readonly open: number;
  readonly rounds: number;
  readonly cards: number;
}

export interface PlayOptions {
  /** Told before each step. */
  readonly onStep?: (text: string) => void;
  readonly plant?: Plant;
}

export async function play(
  world: World,
  schedule: Schedule,
  options: PlayOptions = {},
): Promise<Played> {
  const stage = await openStage(
    world,
    { name: `s${schedule.seed}_${schedule.number}`, ...schedule },
    options.plant ?? null,
  );
  const tell = options.onStep ?? (() => undefined);
  try {
    await Promise.all(stage.posts.map((post) => stage.startComputer(post)));
    for (const [index, step] of schedule.steps.entries()) {
      const post = stage.posts[step.at];
      if (post === undefined) throw new Error(`no computer ${step.at}`);
      const before = stage.ledger.written.length;
      await actions[step.do].run(stage, post, createRandom(step.dice));
      const news = stage.ledger.written.slice(before).map(({ recordId, after }) => {
        const what = after === null ? 'removed' : `${after.type} ${after.state} ${after.mutation}`;
        return `${recordId} ${what}`;
      });
      tell(`${index} ${step.do} ${post.seat.login}${news.map((each) => ` | ${each}`).join('')}`);
    }
    tell('heal');
    const quiet = await heal(stage);
    const verdict = await judge(stage, quiet);
    return {
      verdict,
      written: stage.ledger.written.length,
      refused: stage.ledger.refused,
      open: stage.ledger.open,
      rounds: quiet.rounds,
      cards: [...quiet.dumps.values()].reduce((sum, { cards }) => sum + cards.length, 0),
    };
  } finally {
    await stage.close();
  }
}
