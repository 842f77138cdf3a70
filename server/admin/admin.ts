/** What the district's administrator can do, for the command line, the demonstration and tests. */
import type { Role } from '../../shared/access/actor.ts';
import type { SentHolidayTable } from '../../shared/calendar/merge-tables.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { SyncCollection } from '../../shared/sync/protocol.ts';
import type { SealingKey } from '../../shared/sync/district-keys.ts';
import { noteRestored } from './note-restored.ts';
import { appendAudit, verifyAudit, type ChainCheck } from '../audit.ts';
import { createPasswords } from '../auth/password.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { fileUsage, type FileUsage } from '../files/file-usage.ts';
import { purgeFiles, type Purged } from '../files/purge-files.ts';
import { readDistrictKeys, writeRecoveryKey } from '../keys/district-keys.ts';
import { purgeDeletions } from '../docs/purge-deletions.ts';
import { serverActor } from '../instance.ts';
import type { Doc } from '../docs/stored-row.ts';
import type { BoardReply, PreflightReply } from '../../shared/sync/devices-protocol.ts';
import { confirmDevice, revokeDevice, wipeDevice, type Acted } from '../devices/act-on-device.ts';
import { deviceBoard } from '../devices/board.ts';
import { preflight } from '../devices/preflight.ts';
import {
  createCode,
  listDevices,
  type CodeOptions,
  type DeviceRow,
  type NewCode,
} from './devices.ts';
import { catchUp, rekey } from '../duplicates/blind-index.ts';
import { moveRecords, type Moved, type MoveOrder } from '../moves/move-records.ts';
import { listRejected, type RejectedRow } from './rejected-rows.ts';
import { setHolidayTable, setParameter } from './rules.ts';
import { seedDemo, type DemoSeeded } from './seed-demo.ts';
import { seedRows } from './seed-rows.ts';
import { importUnits, listUnits, type UnitRow } from './units.ts';
import {
  addUser,
  disableUser,
  listUsers,
  setPassword,
  setRoles,
  type NewUser,
  type UserFailure,
  type UserRow,
} from './users.ts';
import type { MastersWritten } from './write-masters.ts';

export interface Admin {
  listUnits(): Promise<UnitRow[]>;
  /** Adds or corrects units; fields as in shared/records/unit. */
  importUnits(rows: readonly PlainData[]): Promise<MastersWritten>;
  addUser(user: NewUser): Promise<{ readonly ok: true; readonly id: string } | UserFailure>;
  disableUser(login: string): Promise<{ readonly ok: true } | UserFailure>;
  /** `community`: one only, '' for all; absent: as before. */
  setRoles(
    login: string,
    roles: readonly Role[],
    community?: string,
  ): Promise<{ readonly ok: true } | UserFailure>;
  setPassword(login: string, password: string): Promise<{ readonly ok: true } | UserFailure>;
  listUsers(): Promise<UserRow[]>;
  /** A deadline, limit or threshold for everybody. */
  setParameter(order: Parameters<typeof setParameter>[1]): Promise<MastersWritten>;
  /** The yearly notice of days off; replaces the table of its year. */
  setHolidayTable(table: SentHolidayTable): Promise<MastersWritten>;
  /** A one-time enrolment code. */
  createCode(unit: string, options?: CodeOptions): Promise<NewCode>;
  listDevices(): Promise<DeviceRow[]>;
  /** Fingerprints, states and reports, as the board in the app. */
  deviceBoard(): Promise<BoardReply>;
  /** Lets a pending device in; its fingerprint must be the one that was compared. */
  confirmDevice(id: string, fingerprint: string): Promise<Acted>;
  revokeDevice(id: string): Promise<boolean>;
  /** Orders the device to erase itself after sending what it has. */
  wipeDevice(id: string): Promise<Acted>;
  preflight(unit: string): Promise<PreflightReply>;
  /** Rows that were refused and are not mended yet. */
  listRejected(): Promise<RejectedRow[]>;
  /** Bulk insert of ready envelopes or events; see seed-rows.ts. Resolves to the number written. */
  seedRows(collection: SyncCollection, rows: readonly Doc[]): Promise<number>;
  /** Two synthetic streets and a district desk, in a demonstration database only; see seed-demo.ts. */
  seedDemo(password: string): Promise<DemoSeeded>;
  /** How many living rows the district holds of a collection. */
  countRows(collection: SyncCollection): Promise<number>;
  /** Moves records with what belongs to them to another unit; see moves/move-records.ts. */
  moveRecords(order: MoveOrder): Promise<Moved>;
  /** Files by unit. */
  fileUsage(): Promise<FileUsage[]>;
  /** Takes away files that no record names; `now` in epoch milliseconds. */
  purgeFiles(now?: number): Promise<Purged>;
  /** Forgets deletions beyond the horizon; the server does so by itself every day. */
  purgeDeletions(): Promise<number>;
  /** Brings the index of doubles across streets up to date; asked for by the server itself once a day. */
  indexDuplicates(): Promise<void>;
  /** The same under a new key. */
  rekeyDuplicates(): Promise<void>;
  verifyAudit(): Promise<ChainCheck>;
  /**
   * After a backup was restored: a new epoch, so that devices stop, ask, and send again what was lost. Resolves to it; running servers
   * must be started anew.
   */
  noteRestored(): Promise<number>;
  hasRecoveryKey(): Promise<boolean>;
  /** From now on recovery slots are sealed to it; devices hear of it with their next sign-in or renewal. */
  setRecoveryKey(key: SealingKey): Promise<void>;
}

const self = { userId: serverActor.id, deviceId: '' };

export function createAdmin(deps: ServerDeps): Admin {
  const passwords = createPasswords({
    random: deps.random,
    cost: deps.settings.passwordCost,
    longestLine: deps.settings.passwordLine,
  });
  const admin: Admin = {
    listUnits: () => listUnits(deps),
    importUnits: (rows) => importUnits(deps, rows),
    fileUsage: () => fileUsage(deps.database),
    purgeFiles: (now) => purgeFiles(deps, now),
    addUser: (user) => addUser(deps, passwords, user),
    disableUser: (login) => disableUser(deps, login),
    setRoles: (login, roles, community) => setRoles(deps, login, roles, community),
    setPassword: (login, password) => setPassword(deps, passwords, login, password),
    listUsers: () => listUsers(deps),
    setParameter: (order) => setParameter(deps, order),
    setHolidayTable: (table) => setHolidayTable(deps, table),
    createCode: (unit, options) => createCode(deps, unit, options),
    listDevices: () => listDevices(deps),
    deviceBoard: () => deviceBoard(deps),
    confirmDevice: (id, fingerprint) => confirmDevice(deps, self, id, fingerprint),
    revokeDevice: async (id) => (await revokeDevice(deps, self, id)) === 'done',
    wipeDevice: (id) => wipeDevice(deps, self, id),
    preflight: (unit) => preflight(deps, unit),
    listRejected: () => listRejected(deps),
    seedRows: (collection, rows) => seedRows(deps, collection, rows),
    countRows: async (collection) => {
      const rows = await deps.database.query<{ count: number }>(
        'SELECT count(*)::int AS count FROM docs WHERE collection = $1 AND NOT deleted',
        [collection],
      );
      return rows[0]?.count ?? 0;
    },
    seedDemo: (password) => seedDemo(deps, admin, password),
    hasRecoveryKey: async () => (await readDistrictKeys(deps.database)).recovery !== null,
    setRecoveryKey: (key) =>
      deps.database.transaction(async (tx) => {
        await writeRecoveryKey(tx, key);
        await appendAudit(tx, {
          at: isoNow(deps.clock),
          actor: serverActor.id,
          device: '',
          verb: 'recovery key',
          subject: '',
          result: 'ok',
        });
      }),
    moveRecords: (order) => moveRecords(deps, { ...self, name: serverActor.name }, order),
    purgeDeletions: () => purgeDeletions(deps),
    indexDuplicates: () => catchUp(deps),
    rekeyDuplicates: () => rekey(deps),
    noteRestored: () => noteRestored(deps),
    verifyAudit: () => verifyAudit(deps.database),
  };
  return admin;
}
