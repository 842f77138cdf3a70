// UUID version 7 (RFC 9562): sorts by creation time, made offline without collisions.
// Clock and randomness are passed in, because this room knows neither Node nor a browser.

export type UuidDeps = {
  /** Epoch milliseconds. */
  now: () => number;
  /** Cryptographically random bytes. */
  random: (bytes: number) => Uint8Array;
};

const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const COUNTER_MAX = 0xfff;

/**
 * A maker of UUIDs, each greater than the one before it, within a millisecond too (12-bit counter)
 * and when the clock is set back (the last millisecond is kept until the clock catches up).
 */
export function createUuidV7({ now, random }: UuidDeps): () => string {
  let lastMs = -1;
  let counter = 0;
  return () => {
    const ms = Math.floor(now());
    if (!(ms >= 0 && ms < 2 ** 48)) throw new RangeError('clock outside the range of UUIDv7');
    const bytes = random(10);
    if (ms > lastMs) {
      lastMs = ms;
      counter = startOfCounter(bytes);
    } else if (counter < COUNTER_MAX) {
      counter += 1;
    } else {
      lastMs += 1;
      counter = startOfCounter(bytes);
    }
    return formatUuid(lastMs, counter, bytes.subarray(2));
  };
}

/** Whether the text is a lower-case UUIDv7. */
export function isUuidV7(text: string): boolean {
  return SHAPE.test(text);
}

/** Epoch milliseconds at which a UUIDv7 was made, by its maker's clock; null for other text. */
export function uuidV7Time(uuid: string): number | null {
  return isUuidV7(uuid) ? Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16) : null;
}

/** Eleven random bits: at least half of the counter's range is left to count in. */
function startOfCounter(bytes: Uint8Array): number {
  return (((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0)) & 0x7ff;
}

function formatUuid(ms: number, counter: number, tail: Uint8Array): string {
  const time = ms.toString(16).padStart(12, '0');
  const rest = [...tail].map((byte, i) => (i === 0 ? 0x80 | (byte & 0x3f) : byte));
  const hex = rest.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${counter.toString(16).padStart(3, '0')}`,
    hex.slice(0, 4),
    hex.slice(4),
  ].join('-');
}
