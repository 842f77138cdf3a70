/** 抢救箱 as the page asks for it: the desk's boxes, and what became of one's own work. Wire shapes: shared/rescue/desk-protocol.ts. */
import { z } from 'zod';
import {
  myRescue,
  rescueBoxes,
  rescueDecide,
  rescueDecided,
  rescueLook,
  rescueLooked,
} from '../rescue/desk-protocol.ts';
import { answer, nothing } from './answer.ts';

/** A box that this computer has not delivered yet. */
const waitingBox = z.object({ id: z.string(), madeAt: z.string(), parts: z.int() });

export const rescueProcedures = {
  'rescue.boxes': { input: nothing, output: answer(rescueBoxes) },
  /** Sensitive fields are masked. */
  'rescue.look': { input: rescueLook, output: answer(rescueLooked) },
  /** What both sides changed becomes a card of this desk. */
  'rescue.decide': { input: rescueDecide, output: answer(rescueDecided) },
  'rescue.mine': {
    input: nothing,
    output: answer(z.object({ ...myRescue.shape, waiting: z.array(waitingBox) })),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
