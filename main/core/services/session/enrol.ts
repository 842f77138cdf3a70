/** The computer becomes one of the district's, by a code that is good once. */
import { hostname } from 'node:os';
import type { Input } from '../../../../shared/bridge/contract.ts';
import { ok } from '../../../../shared/result.ts';
import { createDistrictClient } from '../../sync/district-client.ts';
import { parseServerAddress } from '../../sync/server-address.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import { changeAuthorities, readAuthorities } from '../../vault/district-authority.ts';
import { fail, type Answer } from '../answer.ts';
import { deviceVersions } from './district-access.ts';
import type { SessionParts } from './session-parts.ts';

export async function enrol(
  { ports, deviceKey }: SessionParts,
  input: Input<'app.enrol'>,
): Promise<Answer<DeviceFile>> {
  const address = parseServerAddress(input.server);
  if (!address.ok) return address;
  const typed = input.deviceName.trim();
  const deviceName = typed === '' ? hostname().slice(0, 60) : typed;
  const client = createDistrictClient({
    server: address.value,
    fetch: ports.fetch,
    now: ports.now,
    versions: deviceVersions(ports),
  });
  const code = input.code.trim();
  if (code.length < 6) return fail('E_ENROL_CODE_WRONG');
  const authorities = (input.authorities ?? '').trim();
  if (authorities !== '' && readAuthorities(authorities) === null) return fail('E_CERT_FILE');
  const takeBack = authorities === '' ? null : changeAuthorities(ports.dataDir, authorities);
  const reply = await client.enrol({
    code,
    deviceName,
    devicePublicKey: deviceKey().publicKey,
  });
  if (!reply.ok) {
    takeBack?.();
    return reply.error.code === 'E_OFFLINE'
      ? fail('E_ENROL_OFFLINE', { server: address.value })
      : reply;
  }
  const { deviceId, unit, unitName, instance, epoch, isDemo, keys } = reply.value;
  return ok({
    format: 1,
    server: address.value,
    deviceName,
    letter: reply.value.deviceLetter,
    enrolledAt: new Date(ports.now()).toISOString(),
    deviceId,
    unit,
    unitName,
    instance,
    epoch,
    isDemo,
    keys,
  });
}
