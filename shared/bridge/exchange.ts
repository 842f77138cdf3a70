/** What the page asks about USB exchange. A bundle that is not taken is an answer with a `refusal`, in words of shared/exchange/refusals.ts. */
import { z } from 'zod';
import {
  bundlePreview,
  exchangeDevice,
  madeBundle,
  orRefusal,
  registerEntry,
} from '../exchange/desk-protocol.ts';
import { filesChoices, limits } from '../exchange/format.ts';
import { identifier } from './shapes.ts';
import { answer } from './answer.ts';

const text = z.string().max(limits.fileChars);
const mediaNo = z.string().trim().max(40);

export const exchangeBoard = z.object({
  /** Record type (or `event`) -> rows that wait for the district. */
  types: z.record(z.string(), z.int()),
  pending: z.int(),
  /** Attachments that wait: how many, how large together (bytes), and how many of them are small. */
  files: z.object({ count: z.int(), bytes: z.int(), small: z.int() }),
  oldestPendingAt: z.string().nullable(),
  /** Highest numbers made and taken on this computer. */
  lastUp: z.int(),
  lastDown: z.int(),
  /** The highest number made here that the district has confirmed by a bundle. */
  confirmedUp: z.int(),
  /** The district's key is known, so a bundle can be sealed to it. */
  hasKey: z.boolean(),
  /** Newest first. */
  entries: z.array(registerEntry),
  /** Exchange folder on the LAN; null = none. */
  folder: z.string().nullable(),
  /** Why the folder could not be used last time; '' when all is well. */
  folderTrouble: z.enum(['', 'missing', 'unwritable']),
  /** This seat may take the streets' bundles. */
  isDesk: z.boolean(),
});
export type ExchangeBoard = z.infer<typeof exchangeBoard>;

export const exchangeTaken = z.object({
  entry: registerEntry,
  /** Rows of the district that were written here. */
  rows: z.int(),
  /** Attachments that are whole here now. */
  files: z.int(),
  /** Rows that still wait after it. */
  pending: z.int(),
  /** The district had more than fits; the next bundle goes on. */
  more: z.boolean(),
  /** The bundle goes on from a later place than where this computer stands. */
  behind: z.boolean(),
  /** true: equality with the district as of the bundle is proved; null: not compared. */
  equal: z.boolean().nullable(),
});
export type ExchangeTaken = z.infer<typeof exchangeTaken>;

export const exchangeProcedures = {
  'exchange.board': { input: z.object({}), output: answer(exchangeBoard) },
  /** Makes the next bundle. With `toFolder` it is written there and `text` is empty. */
  'exchange.make': {
    input: z.object({
      mediaNo,
      virusChecked: z.boolean(),
      toFolder: z.boolean(),
      files: z.enum(filesChoices),
    }),
    output: answer(orRefusal(madeBundle)),
  },
  'exchange.look': { input: z.object({ text }), output: answer(orRefusal(bundlePreview)) },
  'exchange.take': {
    input: z.object({ text, mediaNo, virusChecked: z.boolean() }),
    output: answer(orRefusal(exchangeTaken)),
  },
  'exchange.setFolder': {
    input: z.object({ folder: z.string().trim().max(400).nullable() }),
    output: answer(exchangeBoard),
  },
  /** The district's desk: the same at the server (shared/exchange/desk-protocol.ts). */
  'exchangeDesk.register': {
    input: z.object({}),
    output: answer(z.object({ entries: z.array(registerEntry), devices: z.array(exchangeDevice) })),
  },
  'exchangeDesk.look': { input: z.object({ text }), output: answer(orRefusal(bundlePreview)) },
  'exchangeDesk.take': {
    input: z.object({ text, mediaNo, virusChecked: z.boolean() }),
    output: answer(orRefusal(z.object({ entry: registerEntry, reply: madeBundle }))),
  },
  'exchangeDesk.make': {
    input: z.object({ device: identifier, mediaNo }),
    output: answer(orRefusal(madeBundle)),
  },
} as const;
