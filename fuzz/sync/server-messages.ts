/** What the simulator says to the district server's process and hears from it. */
import type { Role } from '../../shared/access/actor.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { NewUser } from '../../server/admin/users.ts';

export type ServerData = {
  /** 0 = any. The same port again after a crash, as a real server has it. */
  readonly port: number;
} & ({ readonly databaseUrl: string } | { readonly dataDir: string });

/** What a user may do and see. */
export interface Access {
  readonly unit: string;
  readonly community: string;
  readonly roles: readonly Role[];
}

export interface ServerAsks {
  url: { in: null; out: string };
  addUser: { in: NewUser; out: string };
  importUnits: { in: readonly PlainData[]; out: null };
  createCode: { in: string; out: string };
  setAccess: { in: { userId: string; access: Access }; out: null };
  query: {
    in: { sql: string; params: readonly unknown[] };
    out: readonly Record<string, unknown>[];
  };
  close: { in: null; out: null };
}
