/**
 * What lets a page in: one-time tickets (in the address that a person opens) and resume tokens (kept by the page, so that
 * reloading works). Both live in memory only and die with this run of the shell.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

export interface PassDeps {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly random: (bytes: number) => Uint8Array;
}

export interface Passes {
  /** A new ticket, good once within ten minutes. */
  issueTicket(): string;
  /** Spends a ticket; null when it is unknown, spent or expired. */
  admitTicket(ticket: string): Admission | null;
  /** Lets a known page in again; null when the token is unknown or retired. */
  admitResume(token: string): Admission | null;
}

export interface Admission {
  /** What the page shows next time. */
  readonly resume: string;
  /**
   * Call when the page has shown that it holds `resume` (its first frame): only then the token it came with is retired.
   * Otherwise a page reloaded before the welcome reached it would be locked out.
   */
  readonly confirm: () => void;
}

export const ticketLifeMs = 10 * 60_000;

/** Passes of one run of the shell. */
export function createPasses({ now, random }: PassDeps): Passes {
  const tickets: { readonly digest: Buffer; readonly expiresAt: number }[] = [];
  const resumes: Buffer[] = [];

  const admit = (retire: () => void): Admission => {
    const resume = newSecret(random);
    resumes.push(digestOf(resume));
    return { resume, confirm: retire };
  };

  return {
    issueTicket() {
      const ticket = newSecret(random);
      tickets.push({ digest: digestOf(ticket), expiresAt: now() + ticketLifeMs });
      return ticket;
    },
    admitTicket(ticket) {
      const at = indexOfSecret(
        tickets.map(({ digest }) => digest),
        ticket,
      );
      const [found] = at === -1 ? [] : tickets.splice(at, 1);
      return found === undefined || now() >= found.expiresAt ? null : admit(() => {});
    },
    admitResume(token) {
      const at = indexOfSecret(resumes, token);
      const digest = resumes[at];
      return digest === undefined ? null : admit(() => remove(resumes, digest));
    },
  };
}

function newSecret(random: PassDeps['random']): string {
  return Buffer.from(random(32)).toString('base64url');
}

/** Secrets are compared by digest: all of equal length, as a comparison in constant time wants. */
function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** Looks at every entry, so that the time does not tell which one came close. */
function indexOfSecret(digests: readonly Buffer[], secret: string): number {
  const wanted = digestOf(secret);
  return digests.reduce(
    (found, each, index) => (timingSafeEqual(each, wanted) ? index : found),
    -1,
  );
}

function remove<T>(list: T[], item: T): void {
  const at = list.indexOf(item);
  if (at !== -1) list.splice(at, 1);
}
