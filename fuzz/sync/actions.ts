/** Everything that can happen, a line each: what people do, and what befalls computers, links and the district. */
import type { Random } from '../../shared/samples/random.ts';
import * as faults from './faults.ts';
import type { Post, Stage } from './stage.ts';
import * as sticks from './sticks.ts';
import * as work from './work.ts';

export type Action = (stage: Stage, post: Post, random: Random) => Promise<void>;

const by = (weight: number, run: Action) => ({ weight, run });

export const actions = {
  household: by(5, work.addHousehold),
  suggestion: by(4, work.addSuggestion),
  visit: by(3, work.addVisit),
  edit: by(20, work.editSomething),
  meet: by(12, work.meetOnOneRecord),
  move: by(3, work.moveHousehold),
  remove: by(4, work.removeSomething),
  step: by(10, work.takeStep),
  choose: by(4, work.chooseSide),
  sync: by(18, async (stage, post) => stage.syncMeanwhile(post)),
  sync_and_wait: by(6, (stage, post) => stage.sync(post)),
  weather: by(8, faults.changeWeather),
  sunshine: by(5, faults.clearWeather),
  kill_computer: by(3, faults.killComputer),
  kill_server: by(1.5, faults.killServer),
  crash_database: by(1, faults.crashDatabase),
  turn_clock: by(2, faults.turnClock),
  fill_disk: by(2, faults.fillDisk),
  change_access: by(2, faults.changeAccess),
  move_to_unit: by(2, faults.moveToUnit),
  revoke: by(0.6, faults.revokeComputer),
  back_up: by(1.5, faults.backUp),
  put_backup: by(1.5, faults.putBackup),
  answer_brake: by(2, faults.answerBrake),
  pack_bundle: by(4, sticks.packBundle),
  hand_in_bundle: by(4, sticks.handInBundle),
  send_bundle: by(1, sticks.sendBundle),
  take_bundle: by(4, sticks.takeBundle),
} as const satisfies Record<string, { weight: number; run: Action }>;

export type ActionName = keyof typeof actions;
