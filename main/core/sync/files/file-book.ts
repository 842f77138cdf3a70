/** What this device knows of files: which contents it has, which of them the district has, who names them. Durable when it resolves. */
import { findStored, plain, StaleWrite, writeStored } from '../../documents/stored-documents.ts';
import type { FileDoc, Store } from '../../storage/index.ts';

export interface FileUse {
  readonly sha256: string;
  readonly size: number;
  /** A record that names it. */
  readonly record: string;
  readonly type: string;
}

/** A content that the district lacks, with every record that names it. */
export interface UnsentFile {
  readonly sha256: string;
  readonly size: number;
  readonly records: readonly string[];
}

export interface FileBook {
  /** The content is on the disk. Does not unsay that the district has it. */
  markHere(sha256: string, size: number): Promise<void>;
  /** The district has said that it has it. */
  markSent(sha256: string, size: number): Promise<void>;
  /** The district turned out not to have it. */
  markUnsent(sha256: string): Promise<void>;
  /** It is not on the disk any more. */
  forget(sha256: string): Promise<void>;
  stateOf(sha256: string): Promise<'here' | 'sent' | null>;
  /** Contents that the district lacks and some record names; small ones first. `ready`: only where that record has been sent. */
  waiting(options: {
    readonly ready: boolean;
    readonly limit: number;
  }): Promise<readonly FileUse[]>;
  /** All that the district lacks and that something here names, drafts too. */
  unsent(): Promise<readonly UnsentFile[]>;
  /** As people count: a picture and the small one beside it are one. Zero only when nothing at all waits. */
  countWaiting(): Promise<number>;
  /** Small contents that records name and this device lacks, newest records first. */
  smallAbsent(mostBytes: number, limit: number): Promise<readonly FileUse[]>;
  /** What the district should have, newest first. */
  sent(limit: number): Promise<readonly FileUse[]>;
  /** A record that names the content, if there is one. */
  recordNaming(sha256: string): Promise<FileUse | undefined>;
  isNamedBy(sha256: string, collection: 'records' | 'local', holder: string): Promise<boolean>;
  isNamedLocally(sha256: string): Promise<boolean>;
  /** Contents that the district has and nothing here names any more. */
  sentAndUnnamed(): Promise<readonly string[]>;
  /** Every content that something here names. */
  namedAnywhere(): Promise<readonly { readonly sha256: string; readonly size: number }[]>;
}

const tries = 5;
const use = 'u.sha256, u.size, min(u.holder) AS record, min(u.type) AS type';

export function createFileBook(deps: {
  readonly store: Store;
  readonly now: () => number;
  readonly device: string;
}): FileBook {
  const { store } = deps;

  async function put(
    sha256: string,
    make: (before: FileDoc | null) => FileDoc | null,
    deleted = false,
  ): Promise<void> {
    for (let left = tries; ; left -= 1) {
      const previous = await findStored(store, 'files', sha256);
      const before = previous === undefined || previous._deleted ? null : plain<'files'>(previous);
      const document = make(before);
      if (document === null) return;
      try {
        await writeStored(store, 'files', [{ previous, document, deleted }], 'qiaobang-files');
        return;
      } catch (error) {
        if (!(error instanceof StaleWrite) || left === 1) throw error;
      }
    }
  }

  const described = (sha256: string, size: number, state: 'here' | 'sent'): FileDoc => ({
    id: sha256,
    recordId: '',
    recordType: '',
    unit: '',
    community: '',
    name: '',
    mime: '',
    size,
    sha256,
    state,
    mutation: '',
    createdAt: new Date(deps.now()).toISOString(),
    createdBy: '',
    device: deps.device,
    isDemo: false,
    data: {},
  });

  return {
    markHere: (sha256, size) =>
      put(sha256, (before) => (before === null ? described(sha256, size, 'here') : null)),
    markSent: (sha256, size) =>
      put(sha256, (before) =>
        before?.state === 'sent'
          ? null
          : { ...(before ?? described(sha256, size, 'sent')), state: 'sent' },
      ),
    markUnsent: (sha256) =>
      put(sha256, (before) => (before?.state === 'sent' ? { ...before, state: 'here' } : null)),
    forget: (sha256) => put(sha256, (before) => before, true),
    async stateOf(sha256) {
      const row = await store.read.get<{ state: 'here' | 'sent' }>(
        'SELECT state FROM file_held WHERE sha256=?',
        [sha256],
      );
      return row?.state ?? null;
    },
    waiting: ({ ready, limit }) =>
      store.read.all<FileUse>(
        `SELECT ${use} FROM file_held h JOIN file_use u ON u.sha256=h.sha256 AND u.collection='records'
         WHERE h.state='here' ${
           ready
             ? "AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.collection='records' AND o.id=u.holder)"
             : ''
         } GROUP BY u.sha256, u.size ORDER BY u.size > 65536, h.created_at LIMIT ?`,
        [limit],
      ),
    async unsent() {
      const rows = await store.read.all<{ sha256: string; size: number; record: string | null }>(
        `SELECT h.sha256, h.size, CASE u.collection WHEN 'records' THEN u.holder END AS record FROM file_held h
         JOIN file_use u ON u.sha256=h.sha256 WHERE h.state='here' ORDER BY h.created_at, h.sha256 LIMIT 10000000`,
        [],
      );
      const found = new Map<string, { sha256: string; size: number; records: string[] }>();
      for (const { sha256, size, record } of rows) {
        const file = found.get(sha256) ?? { sha256, size, records: [] };
        if (record !== null) file.records.push(record);
        found.set(sha256, file);
      }
      return [...found.values()];
    },
    async countWaiting() {
      const row = await store.read.get<{ large: number; small: number }>(
        `SELECT count(DISTINCT CASE WHEN u.is_small=0 THEN h.sha256 END) AS large,
           count(DISTINCT CASE WHEN u.is_small=1 THEN h.sha256 END) AS small
         FROM file_held h JOIN file_use u ON u.sha256=h.sha256 AND u.collection='records' WHERE h.state='here'`,
      );
      return row === undefined || row.large > 0 ? (row?.large ?? 0) : row.small;
    },
    smallAbsent: (mostBytes, limit) =>
      store.read.all<FileUse>(
        `SELECT u.sha256, u.size, u.holder AS record, u.type FROM file_use u
         WHERE u.collection='records' AND u.size<=? AND NOT EXISTS (SELECT 1 FROM file_held h WHERE h.sha256=u.sha256)
         ORDER BY u.updated_at DESC LIMIT ?`,
        [mostBytes, limit],
      ),
    sent: (limit) =>
      store.read.all<FileUse>(
        `SELECT ${use} FROM file_held h JOIN file_use u ON u.sha256=h.sha256 AND u.collection='records'
         WHERE h.state='sent' GROUP BY u.sha256, u.size ORDER BY max(h.created_at) DESC LIMIT ?`,
        [limit],
      ),
    recordNaming: (sha256) =>
      store.read.get<FileUse>(
        `SELECT u.sha256, u.size, u.holder AS record, u.type FROM file_use u
         WHERE u.sha256=? AND u.collection='records' ORDER BY u.holder LIMIT 1`,
        [sha256],
      ),
    async isNamedBy(sha256, collection, holder) {
      const row = await store.read.get(
        'SELECT 1 FROM file_use WHERE collection=? AND holder=? AND sha256=?',
        [collection, holder, sha256],
      );
      return row !== undefined;
    },
    async isNamedLocally(sha256) {
      const row = await store.read.get(
        "SELECT 1 FROM file_use WHERE sha256=? AND collection='local' LIMIT 1",
        [sha256],
      );
      return row !== undefined;
    },
    async sentAndUnnamed() {
      const rows = await store.read.all<{ sha256: string }>(
        `SELECT sha256 FROM file_held h WHERE state='sent' AND NOT EXISTS
           (SELECT 1 FROM file_use u WHERE u.sha256=h.sha256) LIMIT 1000000`,
      );
      return rows.map(({ sha256 }) => sha256);
    },
    namedAnywhere: () =>
      store.read.all<{ sha256: string; size: number }>(
        'SELECT sha256, max(size) AS size FROM file_use GROUP BY sha256 LIMIT 10000000',
      ),
  };
}
