/**
 * A bundle for one device: the results of what it sent, everything new in its scopes since where it said it stands, and the digests of the
 * same moment. It is made from the very pull and digest of the network, for the account that made the device's last bundle.
 */
import { bundleFileName, type DownMessage } from '../../shared/exchange/format.ts';
import type { MadeBundle } from '../../shared/exchange/desk-protocol.ts';
import { refusal, type Refusal } from '../../shared/exchange/refusals.ts';
import { writeBundle } from '../../shared/exchange/write-bundle.ts';
import { err, ok, type Result } from '../../shared/result.ts';
import {
  maxPage,
  protocolVersion,
  syncCollections,
  type CheckpointVector,
  type PullReply,
  type SyncCollection,
  type WireRow,
} from '../../shared/sync/protocol.ts';
import { appendAudit } from '../audit.ts';
import type { Session } from '../auth/session.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { readServerKeys } from '../keys/district-keys.ts';
import { digest } from '../sync/digest.ts';
import { pull } from '../sync/pull.ts';
import { wantedPieces, type Wish } from './bundle-files.ts';
import { bundleWriter } from './bundle-crypto.ts';
import type { Pushed } from './judge-bundle.ts';
import { findDevice, sessionOf, type ExchangeDevice } from './open-upward.ts';
import { enter, lastNumber, lastStandOf, type Handler, type LastStand } from './register.ts';

/** As of a moment in which nothing of the device's scopes was written between the last page and the digest. */
const tries = 5;
const versions = { app: 'district', protocol: protocolVersion, schema: 1 };

/** What the device brought, and what it asks for. */
export interface Answered {
  readonly seq: number;
  readonly pushed: readonly Pushed[];
  readonly filed: Extract<DownMessage, { kind: 'filed' }>['files'];
  readonly wishes: readonly Wish[];
}

export interface DownwardInput {
  readonly device: string;
  readonly mediaNo: string;
  readonly handler: Handler;
  /** The bundle that is answered, or null for one that the district sends by itself. */
  readonly answered: Answered | null;
}

export async function makeDownward(
  deps: ServerDeps,
  input: DownwardInput,
): Promise<Result<MadeBundle, Refusal>> {
  const device = await findDevice(deps.database, input.device);
  if (device === undefined) return err(refusal('unknown_device'));
  if (device.revoked) return err(refusal('device_revoked'));
  if (!device.confirmed) return err(refusal('device_pending'));
  const stand = await lastStandOf(deps.database, device.id);
  if (stand === null) return err(refusal('never_sent'));
  const session = await sessionOf(deps, device, stand.userId);
  if (session === null) return err(refusal('user_refused'));
  const pieces = await wantedPieces(deps, session, input.answered?.wishes ?? []);
  for (let most = deps.settings.bundleRows; ; most = Math.floor(most / 2)) {
    const fresh = await readFresh(deps, session, stand, most);
    const filed =
      input.answered === null || input.answered.filed.length === 0
        ? []
        : [{ kind: 'filed' as const, files: [...input.answered.filed] }];
    const messages: DownMessage[] = [
      {
        kind: 'opening',
        userId: '',
        userName: input.handler.name,
        versions,
        types: countTypes(fresh.rows),
      },
      ...(input.answered?.pushed ?? []).map((each) => ({ kind: 'pushed' as const, ...each })),
      ...fresh.messages,
      ...filed,
      ...pieces,
    ];
    const made = await write(deps, device, stand, input, messages, fresh.rows.length);
    if (made !== null) return ok(made);
    if (most <= 1) throw new Error('a bundle without rows outgrew its limit');
  }
}

interface Fresh {
  readonly messages: readonly DownMessage[];
  readonly rows: readonly WireRow[];
}

async function readFresh(
  deps: ServerDeps,
  session: Session,
  stand: LastStand,
  most: number,
): Promise<Fresh> {
  const messages: DownMessage[] = [];
  const rows: WireRow[] = [];
  const at = new Map<SyncCollection, CheckpointVector>(
    syncCollections.map((collection) => [collection, stand.stands[collection] ?? {}]),
  );
  for (let left = tries; ; left -= 1) {
    for (const collection of ['masters', 'records', 'events'] as const) {
      for (;;) {
        const from = at.get(collection) ?? {};
        const room = most - rows.length;
        const limit = Math.max(1, Math.min(maxPage, room));
        const page = await pull(deps, session, { collection, checkpoint: from, limit, versions });
        const reply = JSON.parse(page.text) as PullReply;
        messages.push({ kind: 'pulled', collection, from, reply });
        rows.push(...reply.rows);
        at.set(collection, { ...from, ...reply.checkpoint });
        if (!reply.more || rows.length >= most) break;
      }
    }
    const reply = await digest(deps, session, { collections: [...syncCollections] });
    const same = reply.scopes.every(
      ({ collection, scope, seq }) => (at.get(collection)?.[scope] ?? 0) === seq,
    );
    // A full bundle ends here; the next one goes on from it, and the digests say that it is not everything.
    if (same || left === 1 || rows.length >= most)
      return { messages: [...messages, { kind: 'digest', reply }], rows };
  }
}

async function write(
  deps: ServerDeps,
  device: ExchangeDevice,
  stand: LastStand,
  input: DownwardInput,
  messages: readonly DownMessage[],
  rows: number,
): Promise<MadeBundle | null> {
  const { signing } = await readServerKeys(deps.database);
  return deps.database.transaction(async (tx) => {
    // Numbers of one device are given out one after the other.
    await tx.query('SELECT id FROM devices WHERE id = $1 FOR UPDATE', [device.id]);
    const seq = (await lastNumber(tx, 'down', device.id)) + 1;
    const kind = input.answered === null ? 'down' : 'reply';
    const at = isoNow(deps.clock);
    const written = await writeBundle(
      bundleWriter({ signing, answerTo: stand.answerTo }),
      {
        format: 1,
        kind,
        instance: deps.instance.id,
        epoch: deps.instance.epoch,
        isDemo: deps.instance.isDemo,
        device: device.id,
        letter: device.letter,
        unit: device.unit,
        seq,
        lastReceipt: await lastNumber(tx, 'up', device.id),
        answers: input.answered?.seq ?? 0,
        createdAt: at,
        mediaNo: input.mediaNo,
        rows,
        files: filesIn(messages),
        answerTo: null,
      },
      messages,
    );
    if (written === null) return null;
    const { header, text, checksum } = written;
    const entry = await enter(tx, {
      direction: 'down',
      kind,
      device: device.id,
      seq,
      answers: header.answers,
      checksum,
      mediaNo: input.mediaNo,
      handler: input.handler,
      virusChecked: false,
      rows,
      accepted: 0,
      conflicts: 0,
      rejected: 0,
      missing: [],
      userId: stand.userId,
      stands: {},
      answerTo: null,
      at,
    });
    await appendAudit(tx, {
      at,
      actor: input.handler.id,
      device: device.id,
      verb: 'exchange out',
      subject: `${device.unit} ${kind} ${seq}`,
      result: String(rows),
    });
    return { fileName: bundleFileName(header), text, entry };
  });
}

function filesIn(messages: readonly DownMessage[]): number {
  return new Set(messages.flatMap((each) => (each.kind === 'file' ? [each.sha256] : []))).size;
}

function countTypes(rows: readonly WireRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const type = 'recordType' in row ? 'event' : row.type;
    counts[type] = (counts[type] ?? 0) + 1;
  }
  return counts;
}
