/** 核查任务单: a list of gaps handed to a liaison, and how far each is. */
import { z } from 'zod';
import { answer } from './answer.ts';
import { identifier, typeName } from './shapes.ts';

export const taskProcedures = {
  /** Hands the records of a view to a liaison, as many lists as it takes: those of a community, of none (''), or of the unit (null). */
  'tasks.hand': {
    input: z.object({
      gauge: z.enum(['dz', 'gx', 'dt']),
      type: typeName,
      view: z.string().max(60),
      community: z.string().max(12).nullable(),
      liaison: identifier,
      dueOn: z.string().max(10),
      note: z.string().max(500),
    }),
    output: answer(z.object({ lists: z.array(identifier), count: z.int() })),
  },
  'tasks.board': {
    input: z.object({}),
    output: answer(
      z.array(
        z.object({
          id: identifier,
          title: z.string(),
          liaison: z.string(),
          due: z.string(),
          total: z.int(),
          /** No longer on the list behind the gauge. */
          done: z.int(),
        }),
      ),
    ),
  },
} as const;
