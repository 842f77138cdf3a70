/** 跨街道重复 as the district's desk asks for it. Wire shapes: shared/sync/across-protocol.ts. */
import { z } from 'zod';
import { acrossReply, acrossRequest } from '../sync/across-protocol.ts';
import { answer, nothing } from './answer.ts';

export const acrossProcedures = {
  'duplicates.across': { input: nothing, output: answer(acrossReply) },
  /** Answers the list as it is afterwards. */
  'duplicates.decideAcross': {
    input: acrossRequest.extend({ act: z.enum(['ask', 'apart']) }),
    output: answer(acrossReply),
  },
} as const;
