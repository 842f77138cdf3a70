/** What sync of one profile needs, and what it offers (start-sync.ts puts it together). */
import type { BrakeDecision } from '../../../shared/bridge/brakes.ts';
import type { SyncState } from '../../../shared/bridge/contract.ts';
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { LocalValues } from '../documents/local-values.ts';
import type { CoreLog, CorePorts } from '../ports.ts';
import type { Store } from '../storage/index.ts';
import type { Brakes } from './brakes.ts';
import type { Hand, TakenDown } from './by-hand.ts';
import type { Cards } from './cards.ts';
import type { DistrictClient } from './district-client.ts';
import type { ExportLedger } from './export-ledger.ts';
import type { FileLane } from './files/file-lane.ts';
import type { ScopeComparison } from './proof.ts';
import type { Traces } from './purge.ts';
import type { SealUnsent } from './rescue/rescue-before-purge.ts';
import type { UnsentDeps } from './rescue/unsent-lines.ts';
import type { SentStates } from './sent-states.ts';
import type { SyncLogEntry } from './sync-log.ts';
import type { TokenKeeper } from './token-keeper.ts';

export interface SyncDeps {
  /** Free space on the disk that holds the data, in bytes; null = not known. */
  readonly freeBytes: () => number | null;
  readonly store: Store;
  readonly local: LocalValues;
  readonly cards: Cards;
  readonly ledger: ExportLedger;
  readonly sent: SentStates;
  readonly client: DistrictClient;
  readonly tokens: TokenKeeper;
  readonly instance: string;
  /** The district's epoch at enrolment. */
  readonly epoch: number;
  /** Who writes here. */
  readonly self: () => { readonly userId: string; readonly device: string };
  readonly now: () => number;
  readonly newId: () => string;
  readonly jitter: () => number;
  readonly openSocket: CorePorts['openSocket'];
  readonly intervalMs: () => number;
  readonly publish: (state: SyncState) => void;
  readonly files: Pick<FileLane, 'counts' | 'wake'>;
  /** Where unsent work goes before its rows are purged, and how many boxes of it wait for the district. */
  readonly rescue: Pick<UnsentDeps, 'book' | 'files' | 'draftKind'> & {
    readonly seal: SealUnsent;
    settleKept(): Promise<void>;
    boxes(): number;
    deliverAgain(): void;
  };
  readonly log: CoreLog;
  readonly traces: Traces;
  /** Called after every round, however it ended. */
  readonly afterRound?: () => void;
  /** Default 60 s (design.md §4.12). */
  readonly stuckAfterMs?: number;
}

export interface Sync {
  state(): Promise<SyncState>;
  /** Syncs now and answers how it ended. */
  now(): Promise<SyncState>;
  /** The last comparison with the district; empty before the first. */
  comparisons(): readonly ScopeComparison[];
  log(): readonly SyncLogEntry[];
  start(): void;
  /** Something was written here: the state is looked at again. */
  changed(): void;
  /** For reading what goes out by hand. */
  hand(): Hand;
  /** Takes what came by hand, with the network set aside; rounds wait meanwhile. One job at a time. */
  byHand<T>(job: (hand: Hand) => Promise<T>): Promise<T>;
  /** A bundle was taken: its comparison is now the last one. */
  noteTaken(taken: TakenDown): Promise<void>;
  /** When the last file has arrived, the proof comes soon. */
  fileMoved(): void;
  readonly brakes: Pick<Brakes, 'current' | 'decisions'>;
  /** The epoch of the district that this device goes along with. */
  epoch(): number;
  /** A bundle that the district has signed says that it was restored from a backup: sync stops and asks. */
  noteRestored(epoch: number): Promise<void>;
  /** What a person has decided about a brake; null when it holds for another reason now, or the failure that kept it from being done. */
  decideBrake(choice: BrakeDecision['choice'], by: string): Promise<Failure | null>;
  /** The last round found the right district. Busy: records are on the line now. */
  isClear(): boolean;
  isBusy(): boolean;
  stop(): Promise<void>;
}
