/** Locks after a time without anything done by a person. */

export interface IdleLock {
  /** A person did something. */
  touch(): void;
  stop(): void;
}

/** `minutes` is asked at each touch, so that a changed setting counts at once. */
export function startIdleLock(minutes: () => number, lock: () => void): IdleLock {
  let timer: NodeJS.Timeout | undefined;
  const touch = () => {
    clearTimeout(timer);
    timer = setTimeout(lock, minutes() * 60_000);
    timer.unref();
  };
  touch();
  return { touch, stop: () => clearTimeout(timer) };
}
