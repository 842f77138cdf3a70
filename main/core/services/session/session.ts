/**
 * Who sits at this computer: enrolment, sign-in, unlock, lock, and the changes of password, key and data that need the profile closed.
 * Holds the one open profile; nothing else opens or closes a store. One change of phase at a time.
 */
import type { Input, Opening, SessionState } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { err, ok } from '../../../../shared/result.ts';
import type { DistrictKeys } from '../../../../shared/sync/district-keys.ts';
import type { CorePorts } from '../../ports.ts';
import { writeDeviceFile, type DeviceFile } from '../../vault/device-file.ts';
import { isSealedBySystem } from '../../vault/password-rule.ts';
import { createProfileVault } from '../../vault/profile-keys.ts';
import { redacted } from '../../vault/redacted.ts';
import { fingerprintOf } from '../../vault/sealing.ts';
import { resumeWipe } from '../../vault/wipe.ts';
import { fail, type Answer } from '../answer.ts';
import type { Live } from '../live.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { changePassword } from './change-password.ts';
import { connectDistrict } from './district-access.ts';
import { enrol } from './enrol.ts';
import { startIdleLock, type IdleLock } from './idle-lock.ts';
import { readDevice } from './read-device.ts';
import { bringBack, countKept } from './kept-profiles.ts';
import { requestRecovery, useRecovery } from './recovery.ts';
import { restore } from './restore.ts';
import { rotateKey } from './rotate-key.ts';
import type { SessionParts } from './session-parts.ts';
import { signInFirst, type OpenProfileWith } from './sign-in-first.ts';
import { unlock } from './unlock.ts';
import { createLeaveOffice, keptThroughWipe } from './leave-office.ts';
import { mayWipe } from './wipe-office.ts';

type State = Promise<Answer<SessionState>>;

export interface Session {
  state(): SessionState;
  /** The open profile, or null when nobody is signed in. */
  profile(): OpenProfile | null;
  enrol(input: Input<'app.enrol'>): State;
  login(input: Input<'app.login'>): State;
  unlock(input: Input<'app.unlock'>): State;
  lock(): Promise<SessionState>;
  changePassword(input: Input<'app.changePassword'>): Promise<Answer<object>>;
  requestRecovery(input: Input<'recovery.request'>): Promise<Answer<{ text: string }>>;
  useRecovery(input: Input<'recovery.use'>): State;
  rotateKey(input: Input<'app.rotateKey'>): State;
  /** `backupId` null: back to the state before the last restore. */
  restore(input: { readonly backupId: string | null; readonly password: string }): State;
  wipe(input: Input<'app.wipe'>): State;
  /** A person did something: the idle lock waits anew. */
  touch(): void;
  /** Something that the state tells has changed. */
  changed(): void;
  close(): Promise<void>;
}

export interface SessionDeps {
  readonly ports: CorePorts;
  readonly live: Live;
  /** Another program has the data folder: nothing in it may be touched. */
  readonly held: Failure | null;
  readonly lockAfterMinutes: () => number;
  readonly openProfile: OpenProfileWith;
}

export async function createSession(deps: SessionDeps): Promise<Session> {
  const { ports, live } = deps;
  if (deps.held === null)
    await resumeWipe({ dataDir: ports.dataDir, random: ports.random, keep: keptThroughWipe });
  const read = async () =>
    deps.held === null ? readDevice(ports) : { key: null, device: null, trouble: deps.held };
  let here = await read();
  let open: OpenProfile | null = null;
  let idle: IdleLock | null = null;
  let opening: Opening | null = null;
  let queue: Promise<unknown> = Promise.resolve();

  const vault = createProfileVault({
    dataDir: ports.dataDir,
    now: ports.now,
    uptime: ports.uptime,
    random: ports.random,
    deviceSecret: () => here.key?.secret ?? null,
  });

  function state(): SessionState {
    const { device, key } = here;
    const profiles = vault.list().map(({ id, header, status, recoverable }) => ({
      id,
      login: header?.login ?? '',
      name: header?.name ?? '',
      status,
      recoverable,
    }));
    return {
      phase: phaseOf(),
      leaving: leave.state(),
      shell: ports.shell,
      appVersion: ports.appVersion,
      isDemo: device?.isDemo ?? false,
      canDemo: ports.startDemo !== undefined,
      unit: device?.unit ?? '',
      unitName: device?.unitName ?? '',
      server: device?.server ?? '',
      profiles,
      kept: deps.held === null ? countKept(ports.dataDir) : 0,
      actor: actorOf(open),
      readOnly: open?.readOnly ?? false,
      notes: [...(open?.keeping.notes() ?? [])],
      opening,
      leaseEndsOn: open?.lease.endsOn() ?? null,
      sealedBySystem: key !== null && isSealedBySystem(key.protection),
      deviceFingerprint: key === null ? '' : fingerprintOf(key.publicKey),
      districtFingerprint: device === null ? '' : fingerprintOf(device.keys.signing),
      trouble: here.trouble as SessionState['trouble'],
    };
  }

  function phaseOf(): SessionState['phase'] {
    if (here.device === null) return 'enrol';
    const leaving = leave.state();
    if (leaving !== null && leaving.step !== 'password') return 'leaving';
    if (open !== null) return 'ready';
    return vault.list().length === 0 ? 'login' : 'locked';
  }

  const district = (device: DeviceFile) =>
    connectDistrict(ports, device, parts.deviceKey(), hearOrders);
  const leave = createLeaveOffice({
    ports,
    vault,
    device: () => here.device,
    district,
    onChange: () => void changed(),
    async onGone() {
      here = await read();
      changed();
    },
  });

  /** An order comes with any answer of the district; the profile closes as soon as its unsent work is sealed. */
  function hearOrders(orders: readonly string[]): void {
    const heard = leave.heed(orders).then((isNew) => (isNew ? inTurn(leaveNow) : undefined));
    heard.catch(() => ports.log.error('leaving.order'));
  }

  async function leaveNow(): Promise<void> {
    idle?.stop();
    const profile = open;
    open = null;
    if (profile !== null) await leave.take(profile);
    void leave.goOn();
  }

  const parts: SessionParts = {
    ports,
    vault,
    device: () => here.device,
    setDevice(device) {
      writeDeviceFile(ports.dataDir, device);
      here = { ...here, device };
    },
    deviceKey() {
      if (here.key === null) throw new Error('the device key is needed and was not opened');
      return here.key;
    },
    profile: () => open,
    closeProfile,
    async open(profileId, unlocked) {
      await closeProfile();
      const { device } = here;
      if (device === null) return fail('E_NO_PROFILE');
      const { key, folder, header, database, retiredKeys, copyUsed } = unlocked;
      try {
        return await deps.openProfile({
          device,
          district: district(device),
          folder,
          profileId,
          login: header.login,
          cipher: header.cipher,
          key,
          database,
          retiredKeys,
          notes: copyUsed ? [{ code: 'key_copy_used', params: {} }] : [],
          isNew: false,
          ...surroundings(profileId, () => key),
        });
      } finally {
        opening = null;
      }
    },
    take(profile) {
      open = profile;
      if (leave.state() !== null) {
        void inTurn(leaveNow).catch(() => ports.log.error('leaving.take'));
        return changed();
      }
      idle = startIdleLock(deps.lockAfterMinutes, () => void inTurn(lockNow));
      profile.start();
      return changed();
    },
  };

  /** What an opening profile tells the session. */
  function surroundings(profileId: string, key: () => OpenProfile['key']) {
    return {
      onOpening(step: Opening) {
        opening = step;
        changed();
      },
      async onKeys(keys: DistrictKeys) {
        const { device } = here;
        if (device !== null && JSON.stringify(device.keys) !== JSON.stringify(keys))
          parts.setDevice({ ...device, keys });
        if (keys.recovery !== null && vault.list().some(({ id }) => id === profileId))
          await vault.sealRecovery(profileId, key(), keys.recovery);
      },
    };
  }

  async function login(input: Input<'app.login'>): State {
    if (here.device === null) return fail('E_NO_PROFILE');
    const name = input.login.trim();
    const known = vault.list().find((entry) => entry.header?.login === name);
    if (known !== undefined)
      return unlock(parts, { profileId: known.id, password: input.password });
    await closeProfile();
    const opened = await signInFirst(
      {
        ports,
        vault,
        device: here.device,
        district: district(here.device),
        openProfile: (begun) => deps.openProfile(begun),
        surroundings,
      },
      { login: name, password: redacted(input.password) },
    );
    return opened.ok ? parts.take(opened.value) : opened;
  }

  async function closeProfile(): Promise<void> {
    idle?.stop();
    const closing = open;
    open = null;
    await closing?.close();
  }

  async function lockNow(): Promise<SessionState> {
    const { keeping, readOnly } = open ?? {};
    if (keeping !== undefined && readOnly === false && (await keeping.hasChanged()))
      await keeping.backUp('lock');
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

  /** Steps that begin without a profile, unless something is wrong with this computer. */
  function freely<T>(step: () => Promise<Answer<T>>): Promise<Answer<T>> {
    return inTurn(async () => {
      if (here.trouble !== null) return err(here.trouble);
      const leaving = leave.state();
      return leaving === null || leaving.step === 'password' ? step() : fail('E_DEVICE_REVOKED');
    });
  }

  function withProfile<T>(step: (profile: OpenProfile) => Promise<Answer<T>>): Promise<Answer<T>> {
    return inTurn(async () => (open === null ? fail('E_LOCKED') : step(open)));
  }

  if (leave.state() !== null) void leave.goOn();
  return {
    state,
    profile: () => open,
    enrol: (input) =>
      freely(async () => {
        if (open !== null || vault.list().length > 0)
          return fail('E_DENIED', { reason: 'no_transition' });
        const enrolled = await enrol(parts, input);
        if (!enrolled.ok) return enrolled;
        parts.setDevice(enrolled.value);
        bringBack(ports.dataDir, enrolled.value);
        return changed();
      }),
    login: (input) => freely(() => login(input)),
    unlock: (input) => freely(() => unlock(parts, input)),
    lock: () => inTurn(lockNow),
    changePassword: (input) => withProfile((profile) => changePassword(parts, profile, input)),
    requestRecovery: (input) => freely(() => requestRecovery(parts, input)),
    useRecovery: (input) => freely(() => useRecovery(parts, input)),
    rotateKey: (input) => withProfile((profile) => rotateKey(parts, profile, input.password)),
    restore: (input) => withProfile((profile) => restore(parts, profile, input)),
    wipe: (input) =>
      withProfile(async (profile) => {
        const may = await mayWipe(parts, profile, input);
        if (!may.ok) return may;
        leave.decide();
        await leaveNow();
        await leave.goOn();
        return changed();
      }),
    touch: () => idle?.touch(),
    changed: () => void changed(),
    close: () => {
      leave.stop();
      return inTurn(closeProfile);
    },
  };
}

function actorOf(open: OpenProfile | null): SessionState['actor'] {
  const actor = open?.actor();
  return actor === undefined ? null : { ...actor, roles: [...actor.roles] };
}
