/** The limit: the same bytes into the same kind of tables by bare better-sqlite3, with the same cipher, pragmas and indexes. */
import Database from 'better-sqlite3-multiple-ciphers';
import { settingsFor } from '../../main/core/storage/sqlite-settings.ts';
import type { Envelope } from '../../shared/records/envelope.ts';

export interface RawPeer {
  /** One record and one event in one transaction. */
  save(record: Envelope): void;
  /** All of them in one transaction. */
  bulk(records: readonly Envelope[]): void;
  scan(): number;
  close(): void;
}

/** `key` null: the same without encryption. */
export function openRaw(path: string, key: Uint8Array | null): RawPeer {
  const database = new Database(path);
  if (key !== null) {
    database.pragma("cipher='aegis'");
    database.pragma("algorithm='aegis-256'");
    database.key(Buffer.from(`raw:${Buffer.from(key).toString('hex')}`));
  }
  for (const { name, value } of settingsFor({ inMemory: false, busyTimeoutMs: 1_000 }))
    database.pragma(`${name} = ${value}`);
  for (const table of ['records', 'events'])
    database.exec(`CREATE TABLE IF NOT EXISTS ${table}(k INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, seq INTEGER NOT NULL, del INTEGER NOT NULL,
      data TEXT NOT NULL, type TEXT, unit TEXT, updated TEXT);
      CREATE UNIQUE INDEX IF NOT EXISTS ${table}_seq ON ${table}(seq);
      CREATE INDEX IF NOT EXISTS ${table}_a ON ${table}(type, unit, updated) WHERE del=0;
      CREATE INDEX IF NOT EXISTS ${table}_b ON ${table}(unit, type) WHERE del=0;`);
  // What the product keeps in step beside a document: a list row with its indexes, search, digest, outbox.
  database.exec(`CREATE TABLE IF NOT EXISTS list(id TEXT PRIMARY KEY, unit TEXT, name TEXT, a TEXT, b TEXT, c TEXT, d TEXT) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS list_a ON list(unit, name); CREATE INDEX IF NOT EXISTS list_b ON list(unit, a);
    CREATE INDEX IF NOT EXISTS list_c ON list(unit, b); CREATE INDEX IF NOT EXISTS list_d ON list(unit, c);
    CREATE TABLE IF NOT EXISTS search(id TEXT PRIMARY KEY, type TEXT, title TEXT, han TEXT, pinyin TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS digest(id TEXT PRIMARY KEY, scope TEXT, hash INTEGER) WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS digest_scope ON digest(scope, hash);
    CREATE TABLE IF NOT EXISTS outbox(id TEXT PRIMARY KEY, since TEXT) WITHOUT ROWID`);
  let seq = 0;
  const put = (table: string) =>
    database.prepare(
      `INSERT OR REPLACE INTO ${table}(id, seq, del, data, type, unit, updated) VALUES(?,?,0,?,?,?,?)`,
    );
  const [record, event] = [put('records'), put('events')];
  const list = database.prepare('INSERT OR REPLACE INTO list VALUES(?,?,?,?,?,?,?)');
  const search = database.prepare('INSERT OR REPLACE INTO search VALUES(?,?,?,?,?)');
  const digest = database.prepare('INSERT OR REPLACE INTO digest VALUES(?,?,?)');
  const outbox = database.prepare('INSERT OR REPLACE INTO outbox VALUES(?,?)');
  function write(each: Envelope): void {
    const name = String(each.data['nameCn'] ?? '');
    record.run(each.id, (seq += 1), JSON.stringify(each), each.type, each.unit, each.updatedAt);
    list.run(each.id, each.unit, name, each.type, each.state, each.community, each.bizNo);
    search.run(each.id, each.type, name, name, name);
    digest.run(each.id, each.unit, seq);
  }
  const save = database.transaction((each: Envelope) => {
    write(each);
    outbox.run(each.id, each.updatedAt);
    const text = JSON.stringify({ id: each.id, at: each.updatedAt, data: { fields: each.data } });
    event.run(`e${seq}`, (seq += 1), text, 'edit', each.unit, each.updatedAt);
    digest.run(`e${seq}`, each.unit, seq);
    outbox.run(`e${seq}`, each.updatedAt);
  });
  const bulk = database.transaction((rows: readonly Envelope[]) => rows.forEach(write));
  return {
    save: (each) => save(each),
    bulk: (rows) => bulk(rows),
    scan: () =>
      database.prepare<[], { n: number }>('SELECT sum(length(data)) AS n FROM records').get()?.n ??
      0,
    close: () => void database.close(),
  };
}
