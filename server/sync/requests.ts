/** Exactly once: a request that was answered before gets the same answer again and does nothing. */
import type { Session } from '../auth/session.ts';
import type { Transaction } from '../database/database.ts';
import type { PushReply } from './push.ts';

/** Answers are kept this long; a device that asks again later is recognised row by row. Days. */
const keptDays = 14;

/**
 * Runs `work` unless this request has an answer. Two equal requests at once queue here: the second waits for the first one's
 * commit and takes its answer.
 */
export async function answerOnce(
  tx: Transaction,
  session: Session,
  requestId: string,
  at: string,
  work: () => Promise<PushReply>,
): Promise<PushReply> {
  const key = [session.deviceId, session.userId, requestId];
  const fresh = await tx.query(
    `INSERT INTO requests (device, actor, request_id, at) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING RETURNING request_id`,
    [...key, at],
  );
  if (fresh.length === 0) {
    const stored = await tx.query<{ answer: PushReply | null }>(
      'SELECT answer FROM requests WHERE device = $1 AND actor = $2 AND request_id = $3',
      key,
    );
    const answer = stored[0]?.answer;
    if (answer === undefined || answer === null) throw new Error('a request without its answer');
    return answer;
  }
  const answer = await work();
  await tx.query(
    'UPDATE requests SET answer = $4::jsonb WHERE device = $1 AND actor = $2 AND request_id = $3',
    [...key, JSON.stringify(answer)],
  );
  await tx.query(
    `DELETE FROM requests WHERE device = $1 AND at < $2::timestamptz - make_interval(days => $3::int)`,
    [session.deviceId, at, keptDays],
  );
  return answer;
}
