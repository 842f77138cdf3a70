/** The district desk's device board and moves, as the page asks for them. Wire shapes: shared/sync/devices-protocol.ts. */
import { z } from 'zod';
import {
  boardReply,
  codeReply,
  codeRequest,
  confirmRequest,
  deviceAct,
  moveReply,
  moveRequest,
  preflightReply,
  preflightRequest,
} from '../sync/devices-protocol.ts';
import { failureSchema } from './shapes.ts';

/** `{ok:true, value}` or `{ok:false, error}`. */
function answer<T extends z.ZodType>(value: T) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: failureSchema }),
  ]);
}

export const deviceProcedures = {
  'devices.board': { input: z.object({}), output: answer(boardReply) },
  'devices.confirm': { input: confirmRequest, output: answer(boardReply) },
  'devices.revoke': { input: deviceAct, output: answer(boardReply) },
  'devices.wipe': { input: deviceAct, output: answer(boardReply) },
  'devices.code': { input: codeRequest, output: answer(codeReply) },
  'devices.preflight': { input: preflightRequest, output: answer(preflightReply) },
  'records.moveUnit': { input: moveRequest, output: answer(moveReply) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
