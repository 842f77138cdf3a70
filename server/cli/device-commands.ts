/** Commands about computers and moves: what the device board does, for whoever administers from the server. */
import { randomUUID } from 'node:crypto';
import { businessTimeOf } from '../../shared/calendar/time-zone.ts';
import type { Admin } from '../admin/admin.ts';
import type { CommandOptions, Outcome } from './commands.ts';
import { tell } from './texts.ts';

type Parts = { readonly admin: Admin; readonly options: CommandOptions };

export async function newCode({ admin, options }: Parts): Promise<Outcome> {
  if (options.unit === undefined) return missing('unit');
  const hours = Number(options.hours);
  const made = await admin.createCode(options.unit, {
    ...(hours > 0 && hours <= 24 ? { hours } : {}),
    ...(options['auto-confirm'] === true ? { autoConfirm: true } : {}),
  });
  if (!made.ok) return bad(tell('unit_unknown', { unit: options.unit }));
  return good(tell('codeMade', { code: made.code, expires: businessTimeOf(made.expiresAt) }));
}

/** One line per computer; times as the district's clock has them. */
export async function listDevices({ admin }: Parts): Promise<readonly Record<string, string>[]> {
  const { devices } = await admin.deviceBoard();
  return devices.map((device) => ({
    id: device.id,
    unit: device.unit,
    letter: device.letter,
    name: device.name,
    state: device.wipeOrdered ? `${device.state} (wipe)` : device.state,
    fingerprint: device.fingerprint,
    users: device.users.join('、'),
    lastSeenAt: device.lastSeenAt ?? '',
    appVersion: device.appVersion,
    queue: device.report === null ? '' : String(device.report.queue + device.report.files),
    oldestUnsentAt: device.report?.oldestUnsentAt ?? '',
  }));
}

export async function confirmDevice({ admin, options }: Parts): Promise<Outcome> {
  const { id, fingerprint } = options;
  if (id === undefined) return missing('id');
  if (fingerprint === undefined) return missing('fingerprint');
  const result = await admin.confirmDevice(id, fingerprint);
  if (result === 'done') return good(tell('deviceConfirmed', { id }));
  return bad(tell(result === 'unknown' ? 'deviceUnknown' : 'otherFingerprint', { id }));
}

export async function revokeDevice({ admin, options }: Parts): Promise<Outcome> {
  if (options.id === undefined) return missing('id');
  const known = await admin.revokeDevice(options.id);
  return known
    ? good(tell('deviceRevoked', { id: options.id }))
    : bad(tell('deviceUnknown', { id: options.id }));
}

/** Asks for the id twice: nothing brings an erased computer back. */
export async function wipeDevice({ admin, options }: Parts): Promise<Outcome> {
  const { id, confirm } = options;
  if (id === undefined) return missing('id');
  if (confirm !== id) return bad(tell('wipeNeedsConfirm', { id }));
  const result = await admin.wipeDevice(id);
  return result === 'done' ? good(tell('wipeOrdered', { id })) : bad(tell('deviceUnknown', { id }));
}

export async function preflight({ admin, options }: Parts): Promise<Outcome> {
  if (options.unit === undefined) return missing('unit');
  const { records, events, masters, bytes, seconds } = await admin.preflight(options.unit);
  const megabytes = (bytes / 1_000_000).toFixed(1);
  return good(tell('preflight', { records, events, masters, megabytes, seconds }));
}

export async function moveRecord({ admin, options }: Parts): Promise<Outcome> {
  const { id, unit, community = '' } = options;
  if (id === undefined) return missing('id');
  if (unit === undefined) return missing('unit');
  const moved = await admin.moveRecords({
    requestId: randomUUID(),
    ids: id.split(','),
    to: unit,
    community,
  });
  if (moved.ok) return good(tell('moved', { records: moved.records, events: moved.events }));
  return bad(tell(moved.code, { unit, id }));
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
