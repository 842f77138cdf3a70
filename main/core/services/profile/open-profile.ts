/** Opens one user's profile: the encrypted store with its tables, the person's rights, and sync. Closes them in reverse order. */
import type { Actor } from '../../../../shared/access/actor.ts';
import type { Opening, StartupNote } from '../../../../shared/bridge/keeping.ts';
import { createUuidV7 } from '../../../../shared/ids/uuid.ts';
import { ok } from '../../../../shared/result.ts';
import { createAskDistrict, type AskDistrict } from '../../sync/ask-district.ts';
import { digestOf } from '../../../../shared/sync/digest.ts';
import { actorSchema, syncCollections, type TokenReply } from '../../../../shared/sync/protocol.ts';
import { createLocalValues, type LocalValues } from '../../documents/local-values.ts';
import { createUnitOfWork } from '../../documents/unit-of-work.ts';
import { createPinyinProPort } from '../../pinyin/pinyin-pro-port.ts';
import type { CorePorts } from '../../ports.ts';
import type { Keeping } from '../../safekeeping/keeping.ts';
import { openProfileStore } from '../../safekeeping/open-profile-store.ts';
import type { CipherName } from '../../storage/index.ts';
import { createCards, type Cards } from '../../sync/cards.ts';
import {
  createConflictHandlers,
  isNotForOutbox,
  type ConflictDeps,
} from '../../sync/conflict-handlers.ts';
import { openExportLedger } from '../../sync/export-ledger.ts';
import { openSentStates } from '../../sync/sent-states.ts';
import { createSync } from '../../sync/start-sync.ts';
import type { Sync } from '../../sync/sync-parts.ts';
import {
  createTokenKeeper,
  measuredServerTime,
  type TokenKeeper,
} from '../../sync/token-keeper.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { Redacted } from '../../vault/redacted.ts';
import type { DistrictKeys } from '../../../../shared/sync/district-keys.ts';
import type { Answer } from '../answer.ts';
import { createTraces } from '../access/clear-traces.ts';
import { createDrafts, draftKind } from '../drafts.ts';
import { createExchangeDesk, type ExchangeDesk } from '../exchange/desk.ts';
import { createExchangeMemory } from '../exchange/exchange-memory.ts';
import { createExchange, type ExchangeService } from '../exchange/exchange.ts';
import { openExcelRoom, type ExcelRoom } from '../excel/excel-room.ts';
import { createMergeMender } from '../register/mend-merges.ts';
import { openRosterRoom, type RosterRoom } from '../rosters/roster-room.ts';
import { openFileRoom, type FileRoom } from '../files/open-file-room.ts';
import type { Live } from '../live.ts';
import type { NumberStore } from '../records/new-envelope.ts';
import { createRescueRoom, type RescueRoom } from '../rescue/rescue-room.ts';
import { deviceVersions, type DistrictAccess } from '../session/district-access.ts';
import { openLease, type Lease } from '../session/lease.ts';
import type { ProfileContext } from './context.ts';
import { twinSecret, twinsOf } from './twin-specs.ts';
import { projectionSpecs, searchSpecs } from './type-tables.ts';
import { watchClock, type Clock } from '../workflow/watch-clock.ts';
import { watchChanges } from './watch-changes.ts';

export interface OpenProfileInput {
  readonly device: DeviceFile;
  readonly district: DistrictAccess;
  readonly folder: string;
  readonly profileId: string;
  readonly login: string;
  readonly cipher: CipherName;
  readonly key: Redacted<Uint8Array>;
  /** File name of the database in the folder; the key file says which. */
  readonly database: string;
  /** Former keys: they open older backups. */
  readonly retiredKeys: readonly Redacted<Uint8Array>[];
  /** The district's public keys as just heard. */
  readonly onKeys: (keys: DistrictKeys) => Promise<void>;
  /** Long work before the profile is open. */
  readonly onOpening: (opening: Opening) => void;
  /** What the key file had to say. */
  readonly notes: readonly StartupNote[];
  readonly isNew: boolean;
  /** The tokens of the online sign-in that this profile is made for. */
  readonly signIn?: TokenReply;
}

export interface OpenProfile {
  readonly context: ProfileContext & { readonly numbers: NumberStore };
  readonly local: LocalValues;
  readonly cards: Cards;
  readonly sync: Sync;
  readonly exchange: ExchangeService;
  readonly exchangeDesk: ExchangeDesk;
  readonly files: FileRoom;
  readonly rescue: RescueRoom;
  readonly excel: ExcelRoom;
  readonly rosters: RosterRoom;
  /** Asks the district in this person's name. */
  readonly ask: AskDistrict;
  readonly live: Live;
  readonly keeping: Keeping;
  /** Nothing can be saved; the notes say why. */
  readonly readOnly: boolean;
  actor(): Actor;
  start(): void;
  /** After an offline unlock: if the stored sign-in has expired, the password just typed renews it in the background. */
  renewSignIn(login: string, password: Redacted<string>): void;
  /** Asks the district who this is; the lease starts anew when it says yes. */
  confirm(login: string, password: Redacted<string>): Promise<Answer<null>>;
  /** The password at the district, changed by its owner. */
  changeDistrictPassword(
    oldPassword: Redacted<string>,
    newPassword: Redacted<string>,
  ): Promise<Answer<null>>;
  readonly lease: Lease;
  /** The data key, for changes of password and key. */
  readonly key: Redacted<Uint8Array>;
  readonly profileId: string;
  readonly login: string;
  close(): Promise<void>;
}

export interface OpenProfileDeps {
  readonly ports: CorePorts;
  readonly live: Live;
  readonly numbers: NumberStore;
  readonly syncEveryMinutes: () => number;
  /** The person's rights or what is to be told of the data changed: the session is told anew. */
  readonly onChange: () => void;
}

const actorKey = 'session:actor';
const refreshKey = 'session:refresh';
const pinyin = createPinyinProPort();

export async function openProfile(
  deps: OpenProfileDeps,
  input: OpenProfileInput,
): Promise<Answer<OpenProfile>> {
  const { ports } = deps;
  let conflictDeps: ConflictDeps | null = null;
  const secret = twinSecret(input.key);
  const opened = await openProfileStore({
    folder: input.folder,
    database: input.database,
    isNew: input.isNew,
    key: input.key.reveal(),
    retiredKeys: input.retiredKeys.map((key) => key.reveal()),
    notes: input.notes,
    onOpening: input.onOpening,
    onProgress: ({ done, total }) => input.onOpening({ step: 'rebuild', done, total }),
    onKeepingChange: () => deps.live.publish({ topic: 'keeping' }),
    cipher: input.cipher,
    now: () => new Date(ports.now()).toISOString(),
    projections: projectionSpecs,
    searches: searchSpecs,
    toPinyin: (text) => pinyin.readings(text),
    sideTables: [twinsOf(secret)],
    outbox: { collections: ['records', 'events'], isIncoming: isNotForOutbox },
    digest: {
      collections: syncCollections,
      digestOf: (_collection, doc) => digestOf(String(doc['id']), String(doc['mutation'])),
      version: '1',
    },
    conflictHandlers: createConflictHandlers(() => {
      if (conflictDeps === null) throw new Error('a conflict before the profile was open');
      return conflictDeps;
    }),
  });
  if (!opened.ok) return opened;
  const { store, keeping, readOnly } = opened.value;
  const newId = createUuidV7(ports);
  const local = createLocalValues({ store, now: ports.now });
  const lease = await openLease({ local, now: ports.now });
  let actor = await readActor(local, input.signIn);
  if (actor === null) {
    await store.close();
    return { ok: false, error: { code: 'E_DATA_DAMAGED' } };
  }

  let { keys } = input.device;
  async function onReply(reply: TokenReply): Promise<void> {
    actor = reply.actor;
    keys = reply.keys;
    await local.put(actorKey, 'session', { ...reply.actor });
    await lease.confirm(reply.leaseDays);
    await input.onKeys(reply.keys);
    deps.onChange();
  }

  const person = (): Actor => actor as Actor;
  const device = input.device.deviceId;
  const work = createUnitOfWork({ store, now: ports.now, newId, actor: person, device });
  const cards = createCards({ store, local });
  const ledger = await openExportLedger({ store, local });
  const sent = await openSentStates(local);
  conflictDeps = {
    outbox: store.outbox,
    earlier: (id) => [...ledger.earlier('records', id), ...sent.earlier(id)],
    cards,
    work,
    actor: person,
    newId,
    now: ports.now,
    device,
  };
  const tokens = createTokenKeeper({
    client: input.district.client,
    now: ports.now,
    deviceProof: input.district.deviceProof,
    onReply,
    readRefreshToken: async () =>
      ((await local.get(refreshKey))?.['token'] as string | undefined) ?? null,
    saveRefreshToken: (token) => local.put(refreshKey, 'session', { token }),
  });
  if (input.signIn !== undefined) await tokens.take(input.signIn);
  let running: Sync | null = null;
  const mend = createMergeMender();
  const files = openFileRoom({
    ports,
    folder: input.folder,
    dataKey: input.key.reveal(),
    store,
    tokens,
    server: input.district.client.server,
    sign: input.district.signRequest,
    device,
    instance: input.device.instance,
    epoch: () => running?.epoch() ?? input.device.epoch,
    mayGo: () => running?.isClear() === true,
    isBusy: () => running?.isBusy() === true,
    onProgress: (sha256) => deps.live.publish({ topic: 'files', sha256: [...sha256] }),
    onChange: () => running?.fileMoved(),
  });
  const rescue = createRescueRoom({
    ports,
    district: input.district,
    device: input.device,
    keys: () => keys,
    profileId: input.profileId,
    userId: () => person().userId,
    newId,
    unsent: { store, cards, book: files.book, files: files.files, draftKind },
    local,
  });
  if (!readOnly) await rescue.settleKept();
  const traces = createTraces({
    drafts: createDrafts({ store, local, now: ports.now }),
    local,
    files: files.files,
    book: files.book,
    isOurs: (sha256) => files.intakes.isOurs(sha256),
    keepLostWork: rescue.keepDrafts,
  });
  const sync = await createSync({
    files: files.lane,
    traces,
    rescue: {
      ...rescue,
      book: files.book,
      files: files.files,
      draftKind,
      boxes: () => rescue.waiting().length,
    },
    self: () => ({ userId: person().userId, device }),
    store,
    local,
    cards,
    ledger,
    sent,
    client: input.district.client,
    tokens,
    freeBytes: () => keeping.board().freeBytes,
    instance: input.device.instance,
    epoch: input.device.epoch,
    now: ports.now,
    newId,
    jitter: () => (ports.random(1)[0] ?? 0) / 256,
    openSocket: ports.openSocket,
    intervalMs: () => deps.syncEveryMinutes() * 60_000,
    publish: (state) => deps.live.publish({ topic: 'sync', state }),
    log: ports.log,
    afterRound() {
      exchange.round().catch(() => ports.log.warn('exchange.folder'));
      rescue.deliver().then(sync.changed, () => ports.log.warn('rescue.folder'));
      const state = sync.state();
      state.then((now) => clock?.round(now)).catch(() => ports.log.warn('workflow.clock'));
      if (!readOnly) mend(context, state).catch(() => ports.log.warn('merges.mend'));
    },
  });
  const exchange = createExchange({
    store,
    files,
    sync,
    memory: createExchangeMemory({ store, local }),
    device: input.device,
    keys: () => keys,
    actor: person,
    now: ports.now,
    newId,
    versions: deviceVersions(ports),
    signBundle: input.district.signBundle,
  });
  running = sync;
  const ask = createAskDistrict({ client: input.district.client, tokens });
  const watching = watchChanges({ store, live: deps.live, onChange: () => sync.changed() });
  const context = {
    store,
    work,
    device: input.device,
    actor: person,
    now: ports.now,
    newId,
    numbers: deps.numbers,
    twinSecret: secret,
  };
  const excel = openExcelRoom({ context, local, ...ports });
  let clock: Clock | null = null;

  return ok({
    context,
    local,
    cards,
    sync,
    exchange,
    exchangeDesk: createExchangeDesk({ client: input.district.client, tokens }),
    files,
    rescue,
    excel,
    rosters: openRosterRoom({ context, local, excel }),
    ask,
    live: deps.live,
    keeping,
    readOnly,
    actor: person,
    start: () => {
      // Nothing that arrives could be kept.
      if (readOnly) return;
      sync.start();
      clock ??= watchClock(context, ports.log);
      files
        .settle()
        .then(() => files.lane.wake())
        .catch(() => ports.log.warn('files.settle'));
    },
    key: input.key,
    profileId: input.profileId,
    login: input.login,
    lease,
    confirm: (login, password) => signInAgain({ tokens, input, ports }, login, password),
    async changeDistrictPassword(oldPassword, newPassword) {
      const access = await tokens.access();
      if (!access.ok) return access;
      const reply = await input.district.client.password(access.value, {
        oldPassword: oldPassword.reveal(),
        newPassword: newPassword.reveal(),
      });
      return reply.ok ? ok(null) : reply;
    },
    renewSignIn(login, password) {
      void renew({ tokens, input, ports }, login, password).catch(() =>
        ports.log.warn('session.renew'),
      );
    },
    async close() {
      await clock?.stop();
      watching.stop();
      await files.close();
      await sync.stop();
      await store.close();
    },
  });
}

async function readActor(
  local: LocalValues,
  signIn: TokenReply | undefined,
): Promise<Actor | null> {
  const parsed = actorSchema.safeParse(signIn?.actor ?? (await local.get(actorKey)));
  return parsed.success ? parsed.data : null;
}

async function renew(
  deps: { tokens: TokenKeeper; input: OpenProfileInput; ports: CorePorts },
  login: string,
  password: Redacted<string>,
): Promise<void> {
  const access = await deps.tokens.access();
  if (access.ok || access.error.code !== 'E_SIGN_IN_AGAIN') return;
  await signInAgain(deps, login, password);
}

async function signInAgain(
  deps: { tokens: TokenKeeper; input: OpenProfileInput; ports: CorePorts },
  login: string,
  password: Redacted<string>,
): Promise<Answer<null>> {
  const { client, deviceProof } = deps.input.district;
  const serverNow = await measuredServerTime({ client, now: deps.ports.now });
  const reply = await client.login({
    login,
    password: password.reveal(),
    deviceProof: await deviceProof(serverNow),
  });
  if (!reply.ok) return reply;
  await deps.tokens.take(reply.value);
  return ok(null);
}
