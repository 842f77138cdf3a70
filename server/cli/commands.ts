/** What each command of `npm run district` does. A command answers with what to print and whether it worked. */
import { readFile } from 'node:fs/promises';
import { roles, type Role } from '../../shared/access/actor.ts';
import type { Admin } from '../admin/admin.ts';
import type { ServerDeps } from '../deps.ts';
import { readRegister } from '../exchange/register.ts';
import { passwordMin, type UserFailure } from '../admin/users.ts';
import { isParameterKey, parameters } from '../../shared/parameters/parameters.ts';
import {
  confirmDevice,
  listDevices,
  moveRecord,
  newCode,
  preflight,
  revokeDevice,
  wipeDevice,
} from './device-commands.ts';
import { makeRecoveryKey, type KeyFiles } from './recovery-commands.ts';
import {
  exportBundle,
  importBundles,
  serveFolder,
  type ExchangeOptions,
} from './exchange-commands.ts';
import { verifyChain, writeDownHead } from './audit-commands.ts';
import { readCsv } from './read-csv.ts';
import { tell } from './texts.ts';

export interface CommandOptions extends KeyFiles, ExchangeOptions {
  readonly login?: string | undefined;
  readonly name?: string | undefined;
  readonly unit?: string | undefined;
  readonly role?: string | undefined;
  readonly community?: string | undefined;
  readonly hours?: string | undefined;
  readonly fingerprint?: string | undefined;
  readonly confirm?: string | undefined;
  readonly 'auto-confirm'?: boolean | undefined;
}

export interface CommandContext {
  readonly admin: Admin;
  readonly deps: ServerDeps;
  readonly options: CommandOptions;
  /** What stands after the command's two words. */
  readonly rest: readonly string[];
  /** Null when the two typed entries differ. */
  readonly password: () => Promise<string | null>;
}

export interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

export type Command = (context: CommandContext) => Promise<Outcome>;

export const commands: Readonly<Record<string, Command>> = {
  'unit list': async ({ admin }) => good(table(await admin.listUnits())),
  'unit import': importUnits,
  'user list': async ({ admin }) => good(table(await admin.listUsers())),
  'user add': addUser,
  'user disable': async ({ admin, options }) => {
    if (options.login === undefined) return missing('login');
    const done = await admin.disableUser(options.login);
    return done.ok
      ? good(tell('userDisabled', { login: options.login }))
      : userFailure(done, options);
  },
  'password set': async ({ admin, options, password }) => {
    if (options.login === undefined) return missing('login');
    const typed = await password();
    if (typed === null) return bad(tell('passwordsDiffer'));
    const done = await admin.setPassword(options.login, typed);
    return done.ok
      ? good(tell('passwordSet', { login: options.login }))
      : userFailure(done, options);
  },
  'code new': newCode,
  'device list': async (context) => good(table(await listDevices(context))),
  'device confirm': confirmDevice,
  'device revoke': revokeDevice,
  'device wipe': wipeDevice,
  'device preflight': preflight,
  'record move': moveRecord,
  'parameter list': async () =>
    good(
      table(
        Object.entries(parameters).map(([key, { label, value, unit }]) => ({
          key,
          label: label.zh,
          value,
          unit,
        })),
      ),
    ),
  'parameter set': setParameter,
  'calendar set': setCalendar,
  'recovery key': ({ admin, options, password }) => makeRecoveryKey(admin, options, password),
  'user roles': setRoles,
  'backup restored': async ({ admin }) =>
    good(tell('restored', { epoch: await admin.noteRestored() })),
  'rejected list': async ({ admin }) => good(table(await admin.listRejected())),
  'seed demo': async ({ admin, password }) => {
    const typed = await password();
    if (typed === null) return bad(tell('passwordsDiffer'));
    if (Array.from(typed).length < passwordMin)
      return bad(tell('password_short', { min: passwordMin }));
    const seeded = await admin.seedDemo(typed);
    return seeded.ok
      ? good(tell('seeded', { records: seeded.records, users: seeded.users }))
      : bad(tell('notDemo'));
  },
  'exchange import': ({ deps, rest, options }) => importBundles(deps, rest, options),
  'exchange export': ({ deps, options }) => exportBundle(deps, options),
  'exchange folder': ({ deps, rest, options }) => serveFolder(deps, rest[0], options),
  'exchange list': async ({ deps }) => {
    const { entries } = await readRegister(deps.database);
    return good(table(entries.map((entry) => ({ ...entry, missing: entry.missing.join(' ') }))));
  },
  'duplicates rekey': async ({ admin }) => {
    await admin.rekeyDuplicates();
    return good(tell('duplicatesRekeyed'));
  },
  'audit head': ({ deps, rest }) => writeDownHead(deps, rest[0]),
  'audit verify': ({ admin, deps, rest }) => verifyChain(admin, deps, rest[0]),
};

async function setParameter({ admin, rest }: CommandContext): Promise<Outcome> {
  const [key = '', text = ''] = rest;
  const value = Number(text);
  if (!isParameterKey(key) || text === '' || !Number.isInteger(value)) return bad(tell('usage'));
  const written = await admin.setParameter({ key, value, confirmed: true });
  return written.ok
    ? good(tell('parameterSet', { key, value }))
    : bad(tell('invalid', { fields: fieldsOf(written.problems) }));
}

/** Two lines in the file: the days off and the worked weekend days, separated by spaces. */
async function setCalendar({ admin, rest }: CommandContext): Promise<Outcome> {
  const [year = '', edition = '', file = ''] = rest;
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return bad(tell('noFile', { file }));
  const [off = '', work = ''] = text.split(/\r?\n/);
  const written = await admin.setHolidayTable({ year: Number(year), edition, off, work });
  return written.ok
    ? good(tell('calendarSet', { year }))
    : bad(tell('invalid', { fields: fieldsOf(written.problems) }));
}

async function importUnits({ admin, rest }: CommandContext): Promise<Outcome> {
  const [file] = rest;
  if (file === undefined) return bad(tell('usage'));
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return bad(tell('noFile', { file }));
  const read = readCsv(text);
  if (!read.ok) return bad(tell('badCsv', { file, line: read.line }));
  const written = await admin.importUnits(read.rows);
  if (written.ok) return good(tell('unitsImported', { changed: written.changed }));
  return bad(tell('invalid', { fields: `${written.id} ${fieldsOf(written.problems)}` }));
}

async function addUser({ admin, options, password }: CommandContext): Promise<Outcome> {
  const { login, name, unit, role, community } = options;
  if (login === undefined) return missing('login');
  if (name === undefined) return missing('name');
  if (unit === undefined) return missing('unit');
  if (role === undefined) return missing('role');
  const wanted = role.split(',').map((each) => each.trim().toUpperCase());
  const unknown = wanted.find((each) => !isRole(each));
  if (unknown !== undefined) return bad(tell('badRole', { role: unknown, roles: roles.join(' ') }));
  const typed = await password();
  if (typed === null) return bad(tell('passwordsDiffer'));
  const added = await admin.addUser({
    login,
    name,
    unit,
    roles: wanted.filter(isRole),
    password: typed,
    ...(community === undefined ? {} : { community }),
  });
  return added.ok ? good(tell('userAdded', { login, id: added.id })) : userFailure(added, options);
}

async function setRoles({ admin, options }: CommandContext): Promise<Outcome> {
  const { login, role } = options;
  if (login === undefined) return missing('login');
  if (role === undefined) return missing('role');
  const wanted = role.split(',').map((each) => each.trim().toUpperCase());
  const unknown = wanted.find((each) => !isRole(each));
  if (unknown !== undefined) return bad(tell('badRole', { role: unknown, roles: roles.join(' ') }));
  const { community } = options;
  const done = await admin.setRoles(
    login,
    wanted.filter(isRole),
    community === '全部' || community === 'all' ? '' : community,
  );
  return done.ok ? good(tell('rolesSet', { login })) : userFailure(done, options);
}

function userFailure(failure: UserFailure, options: CommandOptions): Outcome {
  switch (failure.code) {
    case 'password_short':
      return bad(tell('password_short', { min: failure.min }));
    case 'invalid':
      return bad(tell('invalid', { fields: fieldsOf(failure.problems) }));
    case 'login_taken':
    case 'user_unknown':
    case 'unit_unknown':
      return bad(tell(failure.code, { login: options.login ?? '', unit: options.unit ?? '' }));
    default:
      return failure satisfies never;
  }
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}

function fieldsOf(problems: readonly { readonly field: string; readonly code: string }[]): string {
  return problems.map((problem) => `${problem.field} (${problem.code})`).join(', ');
}

/** Columns with tabs: it can be read, cut and pasted into a spreadsheet. */
function table<R extends { readonly [K in keyof R]: string | number | boolean | null }>(
  rows: readonly R[],
): string {
  const first = rows[0];
  if (first === undefined) return '—';
  const line = (values: readonly (string | number | boolean | null)[]) =>
    values.map((value) => value ?? '').join('\t');
  return [
    line(Object.keys(first)),
    ...rows.map((row) => line(Object.values<string | number | boolean | null>(row))),
  ].join('\n');
}

function good(text: string): Outcome {
  return { ok: true, text };
}

function bad(text: string): Outcome {
  return { ok: false, text };
}

function missing(option: string): Outcome {
  return bad(tell('missing', { option }));
}
