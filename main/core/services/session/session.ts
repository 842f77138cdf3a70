/**
 * Who sits at this computer: enrolment, sign-in, unlock, lock. Holds the one open profile; nothing else opens or closes a store.
 * One change of phase at a time.
 */
import { hostname } from 'node:os';
import type { Input, SessionState } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { err, ok } from '../../../../shared/result.ts';
import { createDistrictClient } from '../../sync/district-client.ts';
import { parseServerAddress } from '../../sync/server-address.ts';
import type { CorePorts } from '../../ports.ts';
import { readDeviceFile, writeDeviceFile, type DeviceFile } from '../../vault/device-file.ts';
import { openDeviceKey, type DeviceKey } from '../../vault/device-key.ts';
import {
  createProfileVault,
  type OpenAnswer,
  type ProfileEntry,
  type ProfileVault,
} from '../../vault/profile-keys.ts';
import { redacted } from '../../vault/redacted.ts';
import { fail, type Answer } from '../answer.ts';
import type { Live } from '../live.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { connectDistrict, deviceVersions } from './district-access.ts';
import { startIdleLock, type IdleLock } from './idle-lock.ts';
import { signInFirst, type OpenProfileWith } from './sign-in-first.ts';

export interface Session {
  state(): SessionState;
  /** The open profile, or null when nobody is signed in. */
  profile(): OpenProfile | null;
  enrol(input: Input<'app.enrol'>): Promise<Answer<SessionState>>;
  login(input: Input<'app.login'>): Promise<Answer<SessionState>>;
  unlock(input: Input<'app.unlock'>): Promise<Answer<SessionState>>;
  lock(): Promise<SessionState>;
  /** A person did something: the idle lock waits anew. */
  touch(): void;
  close(): Promise<void>;
}

export interface SessionDeps {
  readonly ports: CorePorts;
  readonly live: Live;
  readonly lockAfterMinutes: () => number;
  readonly openProfile: OpenProfileWith;
}

export async function createSession(deps: SessionDeps): Promise<Session> {
  const { ports, live } = deps;
  const { key, device: found, trouble } = await readDevice(ports);
  let device = found;
  let open: OpenProfile | null = null;
  let idle: IdleLock | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const vault: ProfileVault = createProfileVault({
    dataDir: ports.dataDir,
    now: ports.now,
    random: ports.random,
    deviceSecret: () => requireKey(key).secret,
  });

  function state(): SessionState {
    const profiles = vault
      .list()
      .map(({ id, header }) => ({ id, login: header?.login ?? '', name: header?.name ?? '' }));
    return {
      phase:
        device === null
          ? 'enrol'
          : open !== null
            ? 'ready'
            : profiles.length === 0
              ? 'login'
              : 'locked',
      shell: ports.shell,
      appVersion: ports.appVersion,
      isDemo: device?.isDemo ?? false,
      canDemo: ports.startDemo !== undefined,
      unit: device?.unit ?? '',
      unitName: device?.unitName ?? '',
      server: device?.server ?? '',
      profiles,
      actor: actorOf(open),
      trouble: trouble as SessionState['trouble'],
    };
  }

  async function enrol(input: Input<'app.enrol'>): Promise<Answer<SessionState>> {
    if (trouble !== null) return err(trouble);
    if (open !== null || vault.list().length > 0)
      return fail('E_DENIED', { reason: 'no_transition' });
    const address = parseServerAddress(input.server);
    if (!address.ok) return address;
    const deviceName =
      input.deviceName.trim() === '' ? hostname().slice(0, 60) : input.deviceName.trim();
    const client = createDistrictClient({
      server: address.value,
      fetch: ports.fetch,
      now: ports.now,
      versions: deviceVersions(ports),
    });
    const code = input.code.trim();
    if (code.length < 6) return fail('E_ENROL_CODE_WRONG');
    const reply = await client.enrol({
      code,
      deviceName,
      devicePublicKey: requireKey(key).publicKey,
    });
    if (!reply.ok)
      return reply.error.code === 'E_OFFLINE'
        ? fail('E_ENROL_OFFLINE', { server: address.value })
        : reply;
    device = {
      format: 1,
      server: address.value,
      deviceName,
      letter: reply.value.deviceLetter,
      enrolledAt: new Date(ports.now()).toISOString(),
      ...enrolled(reply.value),
    };
    writeDeviceFile(ports.dataDir, device);
    return changed();
  }

  async function login(input: Input<'app.login'>): Promise<Answer<SessionState>> {
    if (trouble !== null) return err(trouble);
    if (device === null) return fail('E_NO_PROFILE');
    const name = input.login.trim();
    const known = vault.list().find((entry) => entry.header?.login === name);
    if (known !== undefined) return unlock({ profileId: known.id, password: input.password });
    await closeProfile();
    const opened = await signInFirst(
      {
        ports,
        vault,
        device,
        district: connectDistrict(ports, device, requireKey(key)),
        openProfile: deps.openProfile,
      },
      { login: name, password: redacted(input.password) },
    );
    return opened.ok ? take(opened.value) : opened;
  }

  async function unlock(input: Input<'app.unlock'>): Promise<Answer<SessionState>> {
    if (trouble !== null) return err(trouble);
    if (device === null) return fail('E_NO_PROFILE');
    const entry = vault.list().find((each) => each.id === input.profileId);
    if (entry === undefined) return fail('E_NO_PROFILE');
    const password = redacted(input.password);
    const unlocked = await vault.open(entry.id, password);
    if (!unlocked.ok) return refusedUnlock(unlocked);
    await closeProfile();
    const { header, key: dataKey } = unlocked;
    const district = connectDistrict(ports, device, requireKey(key));
    const opened = await deps.openProfile({
      device,
      district,
      folder: entry.folder,
      profileId: entry.id,
      cipher: header.cipher,
      key: dataKey,
      isNew: false,
    });
    if (!opened.ok) return opened;
    opened.value.renewSignIn(header.login, password);
    return take(opened.value);
  }

  function take(profile: OpenProfile): Answer<SessionState> {
    open = profile;
    idle = startIdleLock(deps.lockAfterMinutes, () => void inTurn(lockNow));
    profile.start();
    return changed();
  }

  async function closeProfile(): Promise<void> {
    idle?.stop();
    const closing = open;
    open = null;
    await closing?.close();
  }

  async function lockNow(): Promise<SessionState> {
    await closeProfile();
    changed();
    return state();
  }

  function changed(): { ok: true; value: SessionState } {
    const value = state();
    live.publish({ topic: 'session', state: value });
    return ok(value);
  }

  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const mine = queue.then(step);
    // The next step does not care how this one ended.
    queue = mine.catch(() => undefined);
    return mine;
  }

  return {
    state,
    profile: () => open,
    enrol: (input) => inTurn(() => enrol(input)),
    login: (input) => inTurn(() => login(input)),
    unlock: (input) => inTurn(() => unlock(input)),
    lock: () => inTurn(lockNow),
    touch: () => idle?.touch(),
    close: () => inTurn(closeProfile),
  };
}

export type { ProfileEntry };

function actorOf(open: OpenProfile | null): SessionState['actor'] {
  const actor = open?.actor();
  return actor === undefined ? null : { ...actor, roles: [...actor.roles] };
}

async function readDevice(
  ports: CorePorts,
): Promise<{ key: DeviceKey | null; device: DeviceFile | null; trouble: Failure | null }> {
  const opened = await openDeviceKey(ports);
  const file = readDeviceFile(ports.dataDir);
  const trouble: Failure | null =
    !opened.ok || file.status === 'unreadable' ? { code: 'E_KEY_UNREADABLE' } : null;
  return {
    key: opened.ok ? opened.key : null,
    device: file.status === 'ok' ? file.value : null,
    trouble,
  };
}

/** Without a key there is trouble, and every way that needs the key has asked for trouble before. */
function requireKey(key: DeviceKey | null): DeviceKey {
  if (key === null) throw new Error('the device key is needed and was not opened');
  return key;
}

function enrolled(reply: {
  deviceId: string;
  unit: string;
  unitName: string;
  instance: string;
  epoch: number;
  isDemo: boolean;
}) {
  const { deviceId, unit, unitName, instance, epoch, isDemo } = reply;
  return { deviceId, unit, unitName, instance, epoch, isDemo };
}

function refusedUnlock(answer: Extract<OpenAnswer, { ok: false }>): { ok: false; error: Failure } {
  switch (answer.reason) {
    case 'wrong':
      return fail('E_PASSWORD_WRONG', { left: answer.left });
    case 'wait':
      return fail('E_PASSWORD_WAIT', { seconds: answer.seconds });
    case 'newer':
      return fail('E_NEWER_DATA');
    case 'unreadable':
      return fail('E_KEY_UNREADABLE');
    case 'absent':
      return fail('E_NO_PROFILE');
  }
}
