/** 跨街道重复: asked of the district, which alone holds the index; nothing of it is kept here. */
import { isDistrictActor, type Actor } from '../../../../shared/access/actor.ts';
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { acrossReply } from '../../../../shared/sync/across-protocol.ts';
import { nothingReply } from '../../../../shared/sync/protocol.ts';
import type { AskDistrict } from '../../sync/ask-district.ts';
import { fail, type Answer } from '../answer.ts';

type Value = Extract<Output<'duplicates.across'>, { ok: true }>['value'];

interface Desk {
  readonly actor: () => Actor;
  readonly ask: AskDistrict;
}

export async function acrossList({ actor, ask }: Desk): Promise<Answer<Value>> {
  const who = actor();
  const may = isDistrictActor(who) && who.roles.some((role) => role === 'D' || role === 'B');
  return may ? ask('/v1/across', acrossReply, {}) : fail('E_FORBIDDEN');
}

export async function decideAcross(
  desk: Desk,
  { act, ...pair }: Input<'duplicates.decideAcross'>,
): Promise<Answer<Value>> {
  const who = desk.actor();
  if (!isDistrictActor(who) || !who.roles.includes('D')) return fail('E_FORBIDDEN');
  const done = await desk.ask(`/v1/across/${act}`, nothingReply, pair, { write: true });
  return done.ok ? acrossList(desk) : done;
}
