/** A device without a disk: it enrols, signs in, reads and writes over the wire as a real one does, and keeps nothing. */
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import {
  createDistrictClient,
  type Answer,
  type DistrictClient,
} from '../../main/core/sync/district-client.ts';
import {
  signDeviceProof,
  signWrite,
  type DeviceIdentity,
} from '../../main/core/sync/device-proof.ts';
import { protocolVersion, syncCollections } from '../../shared/sync/protocol.ts';
import type { Envelope } from '../../shared/records/envelope.ts';
import type { CheckpointVector } from '../../shared/sync/protocol.ts';
import { documentAt, street } from './documents.ts';

const versions = { app: '0.1.0', protocol: protocolVersion, schema: 1 };

export interface SimulatedDevice {
  /** Reads all records from the start; how many came, and how often it was asked to wait. */
  readAll(): Promise<{ readonly rows: number; readonly waits: number }>;
  /** A sync with nothing new. */
  ask(): Promise<void>;
  /** What a day brings: the question, a few new records up, and whatever is new down. */
  day(count: number): Promise<void>;
  /** One page from the start. */
  page(): Promise<void>;
}

export async function joinDistrict(server: string, code: string): Promise<SimulatedDevice> {
  const pair = generateKeyPairSync('ed25519');
  const { x = '', d = '' } = pair.privateKey.export({ format: 'jwk' });
  const publicKey = { kty: 'OKP', crv: 'Ed25519', x } as const;
  let identity: DeviceIdentity | null = null;
  const client: DistrictClient = createDistrictClient({
    server,
    fetch,
    now: () => Date.now(),
    versions,
    signWrite: (write, serverNow) => {
      if (identity === null) throw new Error('not enrolled');
      return signWrite(identity, write, serverNow);
    },
  });
  const { deviceId, instance } = need(
    await client.enrol({ code, deviceName: '测速', devicePublicKey: publicKey }),
  );
  const device = { deviceId, instance, privateKey: () => ({ ...publicKey, d }) };
  identity = device;
  const { accessToken, actor } = need(
    await client.login({
      login: 'bench',
      password: 'demo-2026-bench',
      deviceProof: await signDeviceProof(device, Date.now()),
    }),
  );
  let head: CheckpointVector = {};

  /** Of a page the position is wanted, not three million rows as objects. */
  async function readPage(
    checkpoint: CheckpointVector,
  ): Promise<{ rows: number; checkpoint: CheckpointVector; more: boolean } | { wait: number }> {
    const response = await fetch(`${server}/v1/pull`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({
        collection: 'records',
        checkpoint,
        fresh: [street],
        limit: 1000,
        versions,
      }),
    });
    const text = await response.text();
    if (response.status === 429)
      return { wait: (JSON.parse(text) as { params: { seconds: number } }).params.seconds };
    if (!response.ok) throw new Error(text.slice(0, 200));
    const rest = JSON.parse(`{${text.slice(text.lastIndexOf('"checkpoint":'))}`) as {
      checkpoint: CheckpointVector;
      more: boolean;
    };
    return { ...rest, rows: text.split('"_deleted":').length - 1 };
  }

  /** Afterwards it stands where a device stands that has read everything. */
  const ask = async () => {
    const { scopes } = need(await client.digest(accessToken, syncCollections, {}));
    head = Object.fromEntries(
      scopes.flatMap(({ collection, scope, seq }) =>
        collection === 'records' ? [[scope, seq]] : [],
      ),
    );
  };

  return {
    async readAll() {
      let [rows, waits] = [0, 0];
      let checkpoint: CheckpointVector = {};
      for (;;) {
        const page = await readPage(checkpoint);
        if ('wait' in page) {
          waits += 1;
          await new Promise((resolve) => void setTimeout(resolve, page.wait * 1000));
          continue;
        }
        rows += page.rows;
        checkpoint = { ...checkpoint, ...page.checkpoint };
        if (page.more) continue;
        head = checkpoint;
        return { rows, waits };
      }
    },
    ask,
    async day(count) {
      await ask();
      const rows = Array.from({ length: count }, (_, index) => {
        const id = randomUUID();
        const row: Envelope = { ...documentAt(index, actor.userId), id, mutation: id };
        return { base: null, row: { ...row, device: deviceId, _deleted: false } };
      });
      const { results } = need(
        await client.push(accessToken, { requestId: randomUUID(), collection: 'records', rows }),
      );
      if (results.some(({ status }) => status !== 'accepted'))
        throw new Error(JSON.stringify(results[0]));
      const { checkpoint } = need(
        await client.pull(accessToken, { collection: 'records', checkpoint: head, limit: 1000 }),
      );
      head = { ...head, ...checkpoint };
    },
    async page() {
      await readPage({});
    },
  };
}

function need<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
}
