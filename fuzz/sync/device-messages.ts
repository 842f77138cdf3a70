/** What the simulator says to a device's process and hears from it. */
import type { Input, Output, ProcedureName, SyncState } from '../../shared/bridge/contract.ts';
import type { Envelope, EventDoc, PlainData } from '../../shared/records/envelope.ts';

export interface DeviceData {
  readonly folder: string;
  /** How far this machine's clock is off. Milliseconds. */
  readonly clockOffset: number;
}

/** Everything of a device's open profile, as it lies in its database. */
export interface Dump {
  readonly records: readonly Envelope[];
  readonly events: readonly EventDoc[];
  readonly masters: readonly Envelope[];
  readonly cards: readonly DumpedCard[];
  readonly waiting: readonly { readonly collection: string; readonly id: string }[];
  readonly state: SyncState;
}

/** As much of a stored card as the judge needs. */
export interface DumpedCard {
  readonly id: string;
  readonly kind: string;
  readonly recordId: string;
  readonly code: string;
  readonly collection: string;
  readonly clashes: readonly Clash[];
  /** The row that this device wanted to be true. */
  readonly mine: { readonly id: string } & Partial<Envelope>;
}

export interface Clash {
  readonly field: string;
  readonly mine?: unknown;
  readonly theirs?: unknown;
  readonly chosen?: 'mine' | 'theirs' | null;
  readonly mineBy?: string;
  readonly theirsBy?: string;
}

/** What a write did, read from the database right before and right after it. */
export interface Deed {
  readonly ok: boolean;
  readonly code: string;
  readonly recordId: string;
  readonly before: Envelope | null;
  readonly after: Envelope | null;
  /** Ids of the events that it wrote. */
  readonly events: readonly string[];
}

export interface Edit {
  readonly type: string;
  readonly id: string;
  readonly change: PlainData;
  /** Taken with the save. */
  readonly action: string | null;
  readonly opinion: string;
}

/** The questions a device's process answers. */
export interface DeviceAsks {
  call: { in: { name: ProcedureName; input: Input<ProcedureName> }; out: Output<ProcedureName> };
  /** A call that writes about one record; `about` null = a new one. */
  write: {
    in: { name: ProcedureName; input: Input<ProcedureName>; about: string | null };
    out: Deed;
  };
  edit: { in: Edit; out: Deed };
  dump: { in: null; out: Dump };
  clock: { in: number; out: null };
  close: { in: null; out: null };
}
export type DeviceAsk = keyof DeviceAsks;

export interface Asked {
  readonly id: number;
  readonly ask: string;
  readonly input: unknown;
}
export type Told =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: string };
