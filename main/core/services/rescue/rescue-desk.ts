/** 抢救箱 for the page: the desk's boxes with sensitive values masked, its decisions, and what became of one's own work. */
import type { Input, Output } from '../../../../shared/bridge/contract.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import {
  myRescue,
  rescueBoxes,
  rescueDecided,
  rescueLooked,
  type RescueBoxes,
  type RescueDecided,
  type RescueLooked,
} from '../../../../shared/rescue/desk-protocol.ts';
import { ok } from '../../../../shared/result.ts';
import type { WireRow } from '../../../../shared/sync/protocol.ts';
import type { Living } from '../../../../shared/sync/settle.ts';
import { keepRescuedClash } from '../../sync/conflict-handlers.ts';
import { fail, type Answer } from '../answer.ts';
import { mayAdminister } from '../devices/device-board.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { maskData } from '../records/mask-fields.ts';

const write = { write: true } as const;

export async function rescueBoxesOf(profile: OpenProfile): Promise<Answer<RescueBoxes>> {
  return mayAdminister(profile)
    ? profile.ask('/v1/rescue/boxes', rescueBoxes, {})
    : fail('E_FORBIDDEN');
}

export async function lookIntoRescue(
  profile: OpenProfile,
  input: Input<'rescue.look'>,
): Promise<Answer<RescueLooked>> {
  if (!mayAdminister(profile)) return fail('E_FORBIDDEN');
  const looked = await profile.ask('/v1/rescue/look', rescueLooked, input, write);
  if (!looked.ok) return looked;
  const { items, next } = looked.value;
  return ok({
    items: items.map((item) => ({
      ...item,
      row: masked(item.row),
      assumed: masked(item.assumed),
      master: masked(item.master),
      draft:
        item.draft === null
          ? null
          : (maskData(recordType(item.type)?.fields ?? {}, item.draft).data as typeof item.draft),
    })),
    next,
  });
}

/** The clash itself stays in the core: the page gets its card. */
export async function decideRescue(
  profile: OpenProfile,
  input: Input<'rescue.decide'>,
): Promise<Answer<RescueDecided>> {
  if (!mayAdminister(profile)) return fail('E_FORBIDDEN');
  const decided = await profile.ask('/v1/rescue/decide', rescueDecided, input, write);
  if (!decided.ok) return decided;
  const { work, now, newId, device } = profile.context;
  for (const { clash } of decided.value.results) {
    if (clash === null) continue;
    // Both sides were read by the wire's own schema; events never clash.
    const triple = {
      mine: clash.mine as Living,
      district: clash.district as Living,
      base: clash.assumed as Living | null,
    };
    await keepRescuedClash({ work, now, newId, device: device.deviceId }, triple);
  }
  if (input.decision === 'release') void profile.sync.now();
  return ok({ results: decided.value.results.map((result) => ({ ...result, clash: null })) });
}

/** What waits here is known without the district; the rest needs it. */
export async function myRescued(profile: OpenProfile): Promise<Output<'rescue.mine'>> {
  const waiting = profile.rescue.waiting().map(({ id, madeAt, parts }) => ({ id, madeAt, parts }));
  const mine = await profile.ask('/v1/rescue/mine', myRescue, {});
  if (mine.ok) return ok({ ...mine.value, waiting });
  return mine.error.code === 'E_OFFLINE' && waiting.length > 0
    ? ok({ boxes: [], waiting })
    : (mine as Output<'rescue.mine'>);
}

function masked<R extends WireRow | null>(row: R): R {
  if (row === null) return row;
  const name = 'recordType' in row ? row.recordType : row.type;
  // An event says what changed, values included; its record beside it shows them masked.
  if ('recordType' in row) return { ...row, data: {} };
  return { ...row, data: maskData(recordType(name)?.fields ?? {}, row.data).data };
}
