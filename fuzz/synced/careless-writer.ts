/** The control: SQLite as it comes in this build, where WAL does not sync at a commit. */
import { writeSync } from 'node:fs';
import Database from 'better-sqlite3-multiple-ciphers';

const database = new Database(process.argv[2]);
database.pragma('journal_mode = WAL');
database.exec('CREATE TABLE written(id TEXT PRIMARY KEY, data TEXT)');
const insert = database.prepare('INSERT INTO written VALUES (?, ?)');
for (let number = 0; ; number += 1) {
  insert.run(`id-${number}`, 'x'.repeat(600));
  writeSync(1, `${JSON.stringify({ say: 'done', number })}\n`);
}
