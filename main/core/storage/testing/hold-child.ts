/** Child process: opens the database, writes "held" to its parent, and holds the file until it is killed. */
import { openSqlite } from '../sqlite-database.ts';
import { TEST_KEY } from './test-key.ts';

const opened = openSqlite({ path: String(process.argv[2]), key: TEST_KEY });
process.stdout.write(opened.ok ? 'held\n' : `${opened.code}\n`);
// The reference matters: a collected connection lets go of the file.
setInterval(() => opened.ok, 1_000);
