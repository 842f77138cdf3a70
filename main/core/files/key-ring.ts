/**
 * The keys that files are sealed with. They lie in a small file of their own beside the files, wrapped by the profile's data key:
 * a new data key wraps them anew and adds one for what comes later, so that no file has to be written again; and a lost database
 * does not take the files with it. The ring of a data key is named after it, so that the key file alone decides which one counts.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isUnwritable } from '../vault/atomic-file.ts';
import { readDouble, removeDouble, writeDouble } from '../vault/double-file.ts';

export interface KeyRing {
  /** What new files are sealed with. */
  readonly current: { readonly id: number; readonly key: Uint8Array };
  /** Undefined: a key of another ring; the file cannot be read with this one. */
  keyOf(id: number): Uint8Array | undefined;
  /** The name of a content on the disk: without the ring nobody can tell whether a known file is here. */
  nameOf(sha256: string): string;
}

const ringSchema = z.strictObject({
  format: z.literal(1),
  /** AES-256-GCM: nonce, content, tag; base64. Inside: `secretSchema`. */
  sealed: z.string().max(100_000),
});
const secretSchema = z.strictObject({
  naming: z.string(),
  keys: z.array(z.strictObject({ id: z.int().min(1), key: z.string() })).min(1),
});
type Secret = z.infer<typeof secretSchema>;

type Random = (bytes: number) => Uint8Array;

export interface RingPlace {
  /** The profile's folder for files. */
  readonly folder: string;
  readonly dataKey: Uint8Array;
  readonly random: Random;
}

/**
 * The ring of this data key; a first one is made when there is none. `isNew` although files are there: both copies of the ring were
 * lost, and what the district has must be fetched again. Rings of other data keys go once this one has opened.
 */
export function openKeyRing(place: RingPlace): { readonly ring: KeyRing; readonly isNew: boolean } {
  tolerant(() => mkdirSync(place.folder, { recursive: true, mode: 0o700 }));
  const path = pathOf(place);
  const read = readDouble(path, ringSchema);
  const secret = read.status === 'ok' ? unseal(read.value.sealed, place.dataKey) : null;
  if (secret !== null) {
    tolerant(() => {
      if (read.status === 'ok' && read.needsRepair) writeDouble(path, read.value);
      removeOthers(place);
    });
    return { ring: ringOf(secret), isNew: false };
  }
  const fresh: Secret = {
    naming: base64(place.random(32)),
    keys: [{ id: 1, key: base64(place.random(32)) }],
  };
  tolerant(() => writeRing(place, fresh));
  return { ring: ringOf(fresh), isNew: true };
}

/**
 * Writes the ring for a data key that is about to become the profile's, with one more key for later files. Until the key file names
 * that data key the old ring counts; what was written for nothing is removed when the old one is opened again.
 */
export function wrapForNewKey(place: RingPlace, newDataKey: Uint8Array): void {
  const read = readDouble(pathOf(place), ringSchema);
  // No ring yet: the new data key makes its own.
  if (read.status === 'absent') return;
  const secret = read.status === 'ok' ? unseal(read.value.sealed, place.dataKey) : null;
  if (secret === null) return;
  const id = Math.max(...secret.keys.map((each) => each.id)) + 1;
  writeRing(
    { ...place, dataKey: newDataKey },
    { ...secret, keys: [...secret.keys, { id, key: base64(place.random(32)) }] },
  );
}

function ringOf(secret: Secret): KeyRing {
  const keys = new Map(secret.keys.map(({ id, key }) => [id, fromBase64(key)]));
  const naming = fromBase64(secret.naming);
  const newest = Math.max(...keys.keys());
  return {
    current: { id: newest, key: keys.get(newest) as Uint8Array },
    keyOf: (id) => keys.get(id),
    nameOf: (sha256) => createHmac('sha256', naming).update(sha256).digest('hex'),
  };
}

/** In a folder that cannot be written the profile is open for reading only, and nothing will be sealed with this ring. */
function tolerant(write: () => void): void {
  try {
    write();
  } catch (error) {
    if (!isUnwritable(error)) throw error;
  }
}

function writeRing(place: RingPlace, secret: Secret): void {
  const nonce = place.random(12);
  const cipher = createCipheriv('aes-256-gcm', wrappingKey(place.dataKey), nonce);
  const content = Buffer.concat([cipher.update(JSON.stringify(secret), 'utf8'), cipher.final()]);
  const sealed = Buffer.concat([nonce, content, cipher.getAuthTag()]).toString('base64');
  writeDouble(pathOf(place), { format: 1, sealed });
}

function unseal(sealed: string, dataKey: Uint8Array): Secret | null {
  const bytes = Buffer.from(sealed, 'base64');
  if (bytes.length < 28) return null;
  try {
    const opener = createDecipheriv('aes-256-gcm', wrappingKey(dataKey), bytes.subarray(0, 12));
    opener.setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([opener.update(bytes.subarray(12, -16)), opener.final()]);
    const parsed = secretSchema.safeParse(JSON.parse(text.toString('utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Damaged beyond what the second copy could mend.
    return null;
  }
}

function removeOthers(place: RingPlace): void {
  const own = nameFor(place.dataKey);
  for (const name of readdirSync(place.folder)) {
    const ring = /^(keys-[0-9a-f]{16}\.json)$/.exec(name)?.[1];
    if (ring !== undefined && ring !== own) removeDouble(join(place.folder, ring));
  }
}

function pathOf({ folder, dataKey }: RingPlace): string {
  return join(folder, nameFor(dataKey));
}

function nameFor(dataKey: Uint8Array): string {
  const id = createHmac('sha256', dataKey).update('qiaobang file ring').digest('hex').slice(0, 16);
  return `keys-${id}.json`;
}

function wrappingKey(dataKey: Uint8Array): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', dataKey, new Uint8Array(), 'qiaobang file ring', 32));
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'));
}
