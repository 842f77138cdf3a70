/** What the simulator says to the district server's process and hears from it. */
import type { Role } from '../../shared/access/actor.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { NewUser } from '../../server/admin/users.ts';

export type ServerData = {
  /** 0 = any. The same port again after a crash, as a real server has it. */
  readonly port: number;
  /** The epoch is raised first, as the manual asks after a backup was put back. */
  readonly isRestored: boolean;
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
  /** 转移 of a record with what belongs to it; what cannot be moved stays. */
  move: { in: { id: string; to: string; community: string }; out: null };
  /** Stops a device by its name and orders it to hand over and erase itself. */
  revoke: { in: string; out: null };
  /** The desk releases whatever lies undecided in any box. */
  release: { in: null; out: null };
  /** What the desk has been asked about and nobody has taken: rows of boxes. */
  rescued: { in: null; out: readonly { collection: string; id: string; body: string }[] };
  /** The desk takes a bundle; its receipt, or null when it was refused. */
  takeBundle: { in: string; out: string | null };
  /** A bundle for the computer of this name; null: there is none to be made. */
  makeBundle: { in: string; out: string | null };
  query: {
    in: { sql: string; params: readonly unknown[] };
    out: readonly Record<string, unknown>[];
  };
  close: { in: null; out: null };
}
