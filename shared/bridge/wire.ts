/**
 * How the contract travels between page and core.
 *
 * oRPC 1.x, message-port dialect: every frame is a string or an ArrayBuffer, posted on a MessagePort (desktop) or sent as one
 * WebSocket message (tab). The page is the oRPC client (`RPCLink` of '@orpc/client/message-port' or '@orpc/client/websocket'),
 * the core is the server. Frames are relayed untouched and in order; when one end closes, the relay closes the other.
 *
 * Two procedures carry everything:
 *   call   input {name, input}   output {value}     `name` is a key of `procedures`, `input` and `value` are checked by its schemas
 *   watch  input {}              event iterator of LiveMessage; the first message is always the session as it is now
 *
 * An expected failure is a value where the procedure's output has a place for it (`{ok:false, error}`). The few procedures
 * without such a place answer with an ORPCError of code `failureErrorCode`, whose `data` is a Failure.
 */
import { z } from 'zod';
import { failureSchema } from './contract.ts';

export const callInput = z.strictObject({ name: z.string().max(40), input: z.unknown() });
export const callOutput = z.strictObject({ value: z.unknown() });

/** Code of the ORPCError that carries a Failure. */
export const failureErrorCode = 'FAILURE';
export const failureErrorData = failureSchema;

/** Largest frame either side accepts, in bytes. */
export const maxFrame = 8 * 1024 * 1024;

/**
 * The tab shell's hand-shake, before any oRPC frame. The page opens `ws://<its own host>/bridge` and sends, as its first message,
 *
 *   {"hello":{"ticket":T}}    T from the address `#ticket=T`: good once, ten minutes
 *   {"hello":{"resume":R}}    R from the last welcome, so that reloading the page works
 *
 * and gets {"welcome":{"resume":R'}}. The page keeps R' in sessionStorage in place of R, and only then sends frames: the first
 * frame after the welcome retires R. No cookie is ever set. A refusal is a close code:
 *   4400 the hello is not one · 4401 ticket or resume unknown, used or expired (the page shows E_TICKET_EXPIRED) · 4503 the core is gone
 * Any other close: open again with the resume token.
 */
export const socketPath = '/bridge';
export const ticketKey = 'ticket';
export const socketClose = { badHello: 4400, ticket: 4401, coreGone: 4503 } as const;

const secret = z.string().min(1).max(100);
export const helloFrame = z.strictObject({
  hello: z.union([z.strictObject({ ticket: secret }), z.strictObject({ resume: secret })]),
});
export type HelloFrame = z.infer<typeof helloFrame>;
export const welcomeFrame = z.strictObject({ welcome: z.strictObject({ resume: secret }) });
