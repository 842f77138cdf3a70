/** The open live connections of this server: who they are is asked again before anything is told to them. */
import type { Logger } from 'pino';
import type { Session } from '../auth/session.ts';
import type { LivePoke } from '../../shared/sync/protocol.ts';
import type { Answer } from '../http/answer.ts';
import type { Notice } from './notices.ts';

export interface LiveConnection {
  send(text: string): void;
  close(code: number, reason: string): void;
}

export interface LiveHub {
  /** Adds a connection; the returned function takes it out. */
  join(session: Session, connection: LiveConnection): () => void;
  /** Tells everyone who may hold one of these scopes that it has grown, except the device that brought it. */
  poke(grown: Extract<Notice, { poke: string[] }>): Promise<void>;
  /** Notices may have been lost: tells everyone to look. */
  pokeAll(): Promise<void>;
  /** Closes the connections whose device or account has been stopped. */
  recheck(): Promise<void>;
  closeAll(): void;
}

/** Close code for a connection that may not go on (protocol.ts: sign in again). */
export const accessEnded = 4401;

interface Member {
  session: Session;
  readonly connection: LiveConnection;
}

export function createLiveHub(deps: {
  readonly renew: (session: Session) => Promise<Answer<Session>>;
  readonly scopesOf: (session: Session) => Promise<readonly string[]>;
  readonly log: Logger;
}): LiveHub {
  const members = new Set<Member>();

  async function current(member: Member): Promise<boolean> {
    const renewed = await deps.renew(member.session);
    if (renewed.ok) {
      member.session = renewed.value;
      return true;
    }
    members.delete(member);
    member.connection.close(accessEnded, renewed.failure.code);
    return false;
  }

  /** One member's trouble must not keep the others from hearing. */
  async function each(visit: (member: Member) => Promise<void>): Promise<void> {
    const results = await Promise.allSettled([...members].map(visit));
    const failed = results.filter((result) => result.status === 'rejected').length;
    if (failed > 0) deps.log.warn({ failed }, 'live notice failed');
  }

  async function tell(notice: Extract<Notice, { poke: string[] }> | null): Promise<void> {
    await each(async (member) => {
      const about = async () => {
        const held = await deps.scopesOf(member.session);
        return notice === null ? held : notice.poke.filter((scope) => held.includes(scope));
      };
      if (notice !== null && notice.device !== '' && notice.device === member.session.deviceId)
        return;
      // Who is not concerned by what was last known of them costs no question to the database; changes of rights are told apart.
      if ((await about()).length === 0 || !(await current(member))) return;
      const grown = await about();
      if (grown.length === 0) return;
      const poke: LivePoke =
        notice === null || notice.collection === null
          ? { poke: [...grown] }
          : { poke: [...grown], collections: [notice.collection] };
      member.connection.send(JSON.stringify(poke));
    });
  }

  return {
    join(session, connection) {
      const member: Member = { session, connection };
      members.add(member);
      return () => void members.delete(member);
    },
    poke: (notice) => tell(notice),
    pokeAll: () => tell(null),
    recheck: () => each(async (member) => void (await current(member))),
    closeAll() {
      for (const { connection } of members) connection.close(1001, 'closing');
      members.clear();
    },
  };
}
