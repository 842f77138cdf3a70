/** `network.setSlogan`: the district's desk says what a zone is meant for; the master comes down with the next sync. */
import { isDistrictActor, type Actor } from '../../../../shared/access/actor.ts';
import type { Input } from '../../../../shared/bridge/contract.ts';
import { nothingReply } from '../../../../shared/sync/protocol.ts';
import type { AskDistrict } from '../../sync/ask-district.ts';
import { fail, type Answer } from '../answer.ts';

export async function setSlogan(
  { actor, ask }: { readonly actor: () => Actor; readonly ask: AskDistrict },
  { zone, slogan }: Input<'network.setSlogan'>,
): Promise<Answer<Record<string, never>>> {
  const who = actor();
  if (!isDistrictActor(who) || !who.roles.includes('D')) return fail('E_FORBIDDEN');
  return ask('/v1/zones/slogan', nothingReply, { zone, slogan }, { write: true });
}
