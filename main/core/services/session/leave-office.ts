/**
 * Takes an office off this computer, by the district's order or by the person who sits here, and never destroys what the district does
 * not have (design.md §4.6). One step after the other, each found again after a crash:
 *
 *   seal     the open profile's unsent work into a box on the disk; without its password a profile cannot be read, so it waits for it
 *   deliver  every box, until the district has signed for it; without network everything waits, locked
 *   wipe     the profiles; what colleagues' locked profiles hold stays under `rescue/`, sealed to the district's recovery key
 *   report   that the order is done, while the device can still prove who it is
 *   finish   the device's own keys and whatever is left
 */
import type { Leaving } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { deviceOrder } from '../../../../shared/sync/orders.ts';
import { nothingReply } from '../../../../shared/sync/protocol.ts';
import type { CorePorts } from '../../ports.ts';
import { pauseAfter } from '../../sync/schedule.ts';
import { measuredServerTime } from '../../sync/token-keeper.ts';
import type { CrashPoint } from '../../vault/atomic-file.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { ProfileVault } from '../../vault/profile-vault.ts';
import { verifySigned } from '../../vault/sealing.ts';
import { startWipe } from '../../vault/wipe.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { openBoxFolder } from '../rescue/box-folder.ts';
import { deliverWaiting } from '../rescue/deliver-waiting.ts';
import type { DistrictAccess } from './district-access.ts';
import { keepLocked } from './kept-profiles.ts';
import { readLeaving, writeLeaving, type LeavingMarker } from './leaving-marker.ts';

/** Names in the data folder that the running program still needs. */
export const keptThroughWipe = ['hold.json', 'logs'] as const;

export interface LeavingDeps {
  readonly ports: CorePorts;
  readonly vault: ProfileVault;
  readonly device: () => DeviceFile | null;
  readonly district: (device: DeviceFile) => DistrictAccess;
  /** The state was changed. */
  readonly onChange: () => void;
  /** Nothing of the office is left. */
  readonly onGone: () => Promise<void>;
  /** Test-only. */
  readonly crashAt?: CrashPoint | undefined;
}

export interface LeaveOffice {
  /** Null: this computer stays. */
  state(): Leaving | null;
  /** Believes only what the district has signed for this device; false when there is nothing new to obey. */
  heed(orders: readonly string[]): Promise<boolean>;
  /** A person here decided it. */
  decide(): void;
  /** Seals what this profile has not sent, and closes it. Then goes on by itself. */
  take(profile: OpenProfile): Promise<void>;
  /** Goes on with what is possible now; tries again by itself while the network is missing. */
  goOn(): Promise<void>;
  stop(): void;
}

export function createLeaveOffice(deps: LeavingDeps): LeaveOffice {
  const { ports, vault } = deps;
  const { dataDir } = ports;
  const folder = openBoxFolder(dataDir);
  const read = readLeaving(dataDir);
  let marker: LeavingMarker | null = read.status === 'ok' ? read.value : null;
  let step: Leaving['step'] = 'password';
  let progress = { done: 0, total: 0 };
  let failure: Failure | null = null;
  let failures = 0;
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  function mark(next: LeavingMarker): void {
    writeLeaving(dataDir, next, deps.crashAt);
    marker = next;
    deps.onChange();
  }

  function show(next: Leaving['step'], done = 0, total = 0): void {
    step = next;
    progress = { done, total };
    deps.onChange();
  }

  /** Where it stands still until something changes; null: done, or nothing to do. */
  async function run(): Promise<void> {
    const device = deps.device();
    if (marker === null || device === null) return;
    const district = deps.district(device);
    if (!marker.delivered) {
      // Somebody must open a profile first, or nothing could be read.
      if (marker.sealed.length === 0 && vault.list().length > 0) return show('password');
      show(
        'deliver',
        0,
        folder.list().reduce((sum, box) => sum + box.parts, 0),
      );
      const done = await deliverWaiting(
        { ...district, device, signing: device.keys.signing, now: ports.now },
        folder.list(),
        (at) => show('deliver', at.done, at.total),
      );
      if (!done.ok) return later(done.error);
      deps.crashAt?.('delivered');
      mark({ ...marker, delivered: true });
    }
    show('wipe');
    const { sealed } = marker;
    // Nothing can be read in them here: their sealed files stay for the district, without their passwords' keys.
    keepLocked(
      dataDir,
      device,
      vault.list().filter(({ id }) => !sealed.includes(id)),
    );
    const going = vault
      .list()
      .filter(({ id, recoverable }) => recoverable || marker?.sealed.includes(id) === true)
      .map(({ id }) => id);
    await startWipe({ ...wipeDeps(), onStep: (at) => show('wipe', at.done, at.total) }, going);
    deps.crashAt?.('wiped');
    // Their work can be read by nobody but them: they are asked for their passwords.
    if (vault.list().length > 0) {
      mark({ ...marker, sealed: [], delivered: false });
      return show('password');
    }
    if (marker.orderId !== null) {
      show('report');
      const told = await report(district, marker.orderId);
      if (!told.ok) return later(told.error);
      deps.crashAt?.('reported');
    }
    await startWipe(wipeDeps(), 'all');
    marker = null;
    await deps.onGone();
  }

  async function report(district: DistrictAccess, orderId: string) {
    const way = { client: district.client, now: ports.now };
    const deviceProof = await district.deviceProof(await measuredServerTime(way));
    const told = await district.client.askOpen('/v1/orders/done', nothingReply, {
      orderId,
      deviceProof,
    });
    // An order that is not known any more needs no answer.
    const isMoot = !told.ok && told.error.params?.['status'] === 404;
    return isMoot ? { ok: true as const } : told;
  }

  function later(reason: Failure): void {
    failure = reason;
    failures += 1;
    deps.onChange();
    if (stopped) return;
    clearTimeout(timer);
    timer = setTimeout(() => void goOn(), pauseAfter(failures));
    timer.unref();
  }

  function goOn(): Promise<void> {
    clearTimeout(timer);
    running ??= Promise.resolve()
      .then(() => {
        failure = null;
        return run();
      })
      .then(() => {
        if (failure === null) failures = 0;
      })
      .catch((error: unknown) => {
        // A disk that refuses, mostly: said, and tried again.
        ports.log.error('leaving', { kind: error instanceof Error ? error.name : 'unknown' });
        later({ code: 'E_READ_ONLY' });
      })
      .finally(() => {
        running = null;
      });
    return running;
  }

  function wipeDeps() {
    return {
      dataDir,
      random: ports.random,
      keep: keptThroughWipe,
      ...(deps.crashAt === undefined ? {} : { crashAt: deps.crashAt }),
    };
  }

  function begin(orderId: string | null): void {
    mark({
      format: 1,
      orderId,
      at: new Date(ports.now()).toISOString(),
      sealed: marker?.sealed ?? [],
      delivered: false,
    });
    deps.crashAt?.('marked');
  }

  return {
    state() {
      if (marker === null) return null;
      return {
        step,
        ...progress,
        ordered: marker.orderId !== null,
        failure: failure as Leaving['failure'],
      };
    },
    async heed(orders) {
      const device = deps.device();
      if (device === null || (marker !== null && marker.orderId !== null)) return false;
      for (const jws of orders) {
        const order = await verifySigned(device.keys.signing, jws, deviceOrder);
        const isOurs =
          order?.kind === 'wipe' &&
          order.deviceId === device.deviceId &&
          order.instance === device.instance;
        if (!isOurs) continue;
        ports.log.info('leaving.ordered');
        begin(order.id);
        return true;
      }
      return false;
    },
    decide: () => begin(null),
    async take(profile) {
      show('seal');
      let sealed = false;
      try {
        sealed = await profile.rescue.sealEverything(profile.sync, 'wipe');
        deps.crashAt?.('sealed');
      } catch (error) {
        // A disk that refuses, mostly. Everything is still in the profile; its password tries again.
        ports.log.error('leaving.seal', { kind: error instanceof Error ? error.name : 'unknown' });
      }
      await profile.close();
      if (marker === null) return;
      if (sealed) mark({ ...marker, sealed: [...marker.sealed, profile.profileId] });
      else show('password');
    },
    goOn,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
