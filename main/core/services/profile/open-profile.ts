/** Opens one user's profile: the encrypted store with its tables, the person's rights, and sync. Closes them in reverse order. */
import type { Actor } from '../../../../shared/access/actor.ts';
import { createUuidV7 } from '../../../../shared/ids/uuid.ts';
import { ok } from '../../../../shared/result.ts';
import { digestOf } from '../../../../shared/sync/digest.ts';
import { actorSchema, syncCollections, type TokenReply } from '../../../../shared/sync/protocol.ts';
import { createLocalValues, type LocalValues } from '../../documents/local-values.ts';
import { createUnitOfWork } from '../../documents/unit-of-work.ts';
import { createPinyinProPort } from '../../pinyin/pinyin-pro-port.ts';
import type { CorePorts } from '../../ports.ts';
import { openProfileStore } from '../../safekeeping/open-profile-store.ts';
import type { CipherName, Store } from '../../storage/index.ts';
import { createCards, type Cards } from '../../sync/cards.ts';
import {
  createConflictHandlers,
  isNotForOutbox,
  type ConflictDeps,
} from '../../sync/conflict-handlers.ts';
import { createSync, type Sync } from '../../sync/start-sync.ts';
import {
  createTokenKeeper,
  measuredServerTime,
  type TokenKeeper,
} from '../../sync/token-keeper.ts';
import type { DeviceFile } from '../../vault/device-file.ts';
import type { Redacted } from '../../vault/redacted.ts';
import type { Answer } from '../answer.ts';
import type { Live } from '../live.ts';
import type { NumberBook } from '../records/new-envelope.ts';
import type { DistrictAccess } from '../session/district-access.ts';
import type { ProfileContext } from './context.ts';
import { projectionSpecs, searchSpecs } from './type-tables.ts';
import { watchChanges } from './watch-changes.ts';

export interface OpenProfileInput {
  readonly device: DeviceFile;
  readonly district: DistrictAccess;
  readonly folder: string;
  readonly profileId: string;
  readonly cipher: CipherName;
  readonly key: Redacted<Uint8Array>;
  readonly isNew: boolean;
  /** The tokens of the online sign-in that this profile is made for. */
  readonly signIn?: TokenReply;
}

export interface OpenProfile {
  readonly context: ProfileContext & { readonly numbers: NumberBook };
  readonly local: LocalValues;
  readonly cards: Cards;
  readonly sync: Sync;
  readonly live: Live;
  actor(): Actor;
  start(): void;
  /** After an offline unlock: if the stored sign-in has expired, the password just typed renews it in the background. */
  renewSignIn(login: string, password: Redacted<string>): void;
  close(): Promise<void>;
}

export interface OpenProfileDeps {
  readonly ports: CorePorts;
  readonly live: Live;
  readonly numbers: NumberBook;
  readonly syncEveryMinutes: () => number;
  /** The person's rights changed: the session is told anew. */
  readonly onActor: () => void;
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
  const opened = await openProfileStore({
    folder: input.folder,
    isNew: input.isNew,
    key: input.key.reveal(),
    cipher: input.cipher,
    now: () => new Date(ports.now()).toISOString(),
    projections: projectionSpecs,
    searches: searchSpecs,
    toPinyin: (text) => pinyin.readings(text),
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
  const store = opened.value;
  const newId = createUuidV7(ports);
  const local = createLocalValues({ store, now: ports.now });
  let actor = await readActor(local, input.signIn);
  if (actor === null) {
    await store.close();
    return { ok: false, error: { code: 'E_DATA_DAMAGED' } };
  }

  async function onActor(next: Actor): Promise<void> {
    actor = next;
    await local.put(actorKey, 'session', { ...next });
    deps.onActor();
  }

  const person = (): Actor => actor as Actor;
  const device = input.device.deviceId;
  const work = createUnitOfWork({ store, now: ports.now, newId, actor: person, device });
  const cards = createCards({ store, local });
  conflictDeps = {
    outbox: store.outbox,
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
    onActor,
    readRefreshToken: async () =>
      ((await local.get(refreshKey))?.['token'] as string | undefined) ?? null,
    saveRefreshToken: (token) => local.put(refreshKey, 'session', { token }),
  });
  if (input.signIn !== undefined) await tokens.take(input.signIn);
  const sync = await createSync({
    store,
    local,
    cards,
    client: input.district.client,
    tokens,
    instance: input.device.instance,
    epoch: input.device.epoch,
    now: ports.now,
    newId,
    jitter: () => (ports.random(1)[0] ?? 0) / 256,
    openSocket: ports.openSocket,
    intervalMs: () => deps.syncEveryMinutes() * 60_000,
    publish: (state) => deps.live.publish({ topic: 'sync', state }),
    log: ports.log,
  });
  const watching = watchChanges({ store, live: deps.live, onChange: () => sync.changed() });

  return ok({
    context: {
      store,
      work,
      device: input.device,
      actor: person,
      now: ports.now,
      newId,
      numbers: deps.numbers,
    },
    local,
    cards,
    sync,
    live: deps.live,
    actor: person,
    start: () => sync.start(),
    renewSignIn(login, password) {
      void renew({ tokens, input, ports }, login, password).catch(() =>
        ports.log.warn('session.renew'),
      );
    },
    close: () => closeAll(store, sync, watching),
  });
}

async function closeAll(store: Store, sync: Sync, watching: { stop(): void }): Promise<void> {
  watching.stop();
  await sync.stop();
  await store.close();
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
  const { client, deviceProof } = deps.input.district;
  const serverNow = await measuredServerTime({ client, now: deps.ports.now });
  const reply = await client.login({
    login,
    password: password.reveal(),
    deviceProof: await deviceProof(serverNow),
  });
  if (reply.ok) await deps.tokens.take(reply.value);
}
