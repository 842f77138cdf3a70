/** Accounts: the user's master record, which devices receive, and the credentials, which nobody does. */
import { randomUUID } from 'node:crypto';
import type { Role } from '../../shared/access/actor.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { Problem } from '../../shared/fields/field.ts';
import { appendAudit } from '../audit.ts';
import type { Passwords } from '../auth/password.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { readRows } from '../docs/stored-row.ts';
import { serverActor } from '../instance.ts';
import { tellAccessChanged } from '../live/notices.ts';
import { writeMasters } from './write-masters.ts';

export interface NewUser {
  /** Given where the id must be known beforehand (demonstration data); random otherwise. */
  readonly id?: string;
  readonly login: string;
  readonly name: string;
  readonly unit: string;
  readonly community?: string;
  readonly roles: readonly Role[];
  readonly password: string;
  readonly phone?: string;
  readonly orgPost?: string;
}

export interface UserRow {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly unit: string;
  readonly roles: string;
  readonly disabled: boolean;
}

export type UserFailure =
  | { readonly ok: false; readonly code: 'login_taken' | 'unit_unknown' | 'user_unknown' }
  | { readonly ok: false; readonly code: 'password_short'; readonly min: number }
  | { readonly ok: false; readonly code: 'invalid'; readonly problems: readonly Problem[] };

export const passwordMin = 8;

/** Makes an account. The login must be free and the unit known. */
export async function addUser(
  deps: ServerDeps,
  passwords: Passwords,
  user: NewUser,
): Promise<{ readonly ok: true; readonly id: string } | UserFailure> {
  if (Array.from(user.password).length < passwordMin)
    return { ok: false, code: 'password_short', min: passwordMin };
  const hash = await passwords.hash(user.password);
  const id = user.id ?? randomUUID();
  const data: PlainData = {
    login: user.login,
    name: user.name,
    unitCode: user.unit,
    community: user.community ?? '',
    roles: [...user.roles],
    phone: user.phone ?? '',
    orgPost: user.orgPost ?? '',
    standing: 'active',
  };
  const draft = { id, type: 'user', unit: user.unit, community: user.community ?? '', data };
  return deps.database.transaction(async (tx) => {
    if (!(await isUnit(tx, user.unit))) return { ok: false, code: 'unit_unknown' };
    const free = await tx.query(
      'INSERT INTO credentials (user_id, login, password) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING login',
      [id, user.login, hash],
    );
    if (free.length === 0) return { ok: false, code: 'login_taken' };
    const written = await writeMasters(deps, tx, [draft]);
    if (!written.ok) {
      await tx.query('DELETE FROM credentials WHERE user_id = $1', [id]);
      return { ok: false, code: 'invalid', problems: written.problems };
    }
    await audit(deps, tx, 'user add', id);
    return { ok: true, id };
  });
}

/** Stops an account: its tokens end at once, on every device. */
export async function disableUser(
  deps: ServerDeps,
  login: string,
): Promise<{ readonly ok: true } | UserFailure> {
  return deps.database.transaction(async (tx) => {
    const id = await findUser(tx, login);
    if (id === null) return { ok: false, code: 'user_unknown' };
    const row = (await readRows(tx, 'masters', [id])).get(id);
    if (row !== undefined) {
      const { unit, community, data } = row.doc;
      await writeMasters(deps, tx, [
        { id, type: 'user', unit, community, data: { ...data, standing: 'disabled' } },
      ]);
    }
    await tx.query('UPDATE credentials SET disabled = true WHERE user_id = $1', [id]);
    await endSignIns(deps, tx, id);
    await audit(deps, tx, 'user disable', id);
    return { ok: true };
  });
}

/**
 * Gives a person other work: roles, and one community or '' for all of them (absent: as before). It holds from the next request on;
 * open sign-ins stay, and the person's computer lets go of what it may not hold any more.
 */
export async function setRoles(
  deps: ServerDeps,
  login: string,
  roles: readonly Role[],
  place?: string,
): Promise<{ readonly ok: true } | UserFailure> {
  return deps.database.transaction(async (tx) => {
    const id = await findUser(tx, login);
    const row = id === null ? undefined : (await readRows(tx, 'masters', [id])).get(id);
    if (id === null || row === undefined) return { ok: false, code: 'user_unknown' };
    const { unit, data } = row.doc;
    const community = place ?? row.doc.community;
    const written = await writeMasters(deps, tx, [
      { id, type: 'user', unit, community, data: { ...data, community, roles: [...roles] } },
    ]);
    if (!written.ok) return { ok: false, code: 'invalid', problems: written.problems };
    await tellAccessChanged(tx);
    await audit(deps, tx, 'user roles', id);
    return { ok: true };
  });
}

/** Sets a new password; every sign-in with the old one ends. */
export async function setPassword(
  deps: ServerDeps,
  passwords: Passwords,
  login: string,
  password: string,
): Promise<{ readonly ok: true } | UserFailure> {
  if (Array.from(password).length < passwordMin)
    return { ok: false, code: 'password_short', min: passwordMin };
  const hash = await passwords.hash(password);
  return deps.database.transaction(async (tx) => {
    const id = await findUser(tx, login);
    if (id === null) return { ok: false, code: 'user_unknown' };
    await tx.query(
      'UPDATE credentials SET password = $2, fails = 0, locked_until = NULL WHERE user_id = $1',
      [id, hash],
    );
    await endSignIns(deps, tx, id);
    await audit(deps, tx, 'password set', id);
    return { ok: true };
  });
}

export async function listUsers(deps: Pick<ServerDeps, 'database'>): Promise<UserRow[]> {
  return deps.database.query<UserRow & object>(
    `SELECT c.user_id AS id, c.login, d.doc->'data'->>'name' AS name, d.scope AS unit,
       (SELECT string_agg(role, ',') FROM jsonb_array_elements_text(d.doc->'data'->'roles') AS role) AS roles, c.disabled
     FROM credentials c JOIN docs d ON d.collection = 'masters' AND d.id = c.user_id ORDER BY d.scope, c.login`,
  );
}

async function isUnit(tx: Transaction, code: string): Promise<boolean> {
  const rows = await tx.query(
    `SELECT 1 FROM docs WHERE collection = 'masters' AND type = 'unit' AND id = $1 AND NOT deleted`,
    [code],
  );
  return rows.length > 0;
}

async function findUser(tx: Transaction, login: string): Promise<string | null> {
  const rows = await tx.query<{ user_id: string }>(
    'SELECT user_id FROM credentials WHERE login = $1',
    [login],
  );
  return rows[0]?.user_id ?? null;
}

async function endSignIns(deps: ServerDeps, tx: Transaction, userId: string): Promise<void> {
  await tx.query('UPDATE families SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL', [
    userId,
    isoNow(deps.clock),
  ]);
  await tellAccessChanged(tx);
}

async function audit(
  deps: ServerDeps,
  tx: Transaction,
  verb: string,
  subject: string,
): Promise<void> {
  await appendAudit(tx, {
    at: isoNow(deps.clock),
    actor: serverActor.id,
    device: '',
    verb,
    subject,
    result: 'ok',
  });
}
