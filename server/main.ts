/** `npm run server`: the district server as a program. PostgreSQL when DATABASE_URL is set, else PGlite in --data. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { startDistrict, type District } from './boot.ts';
import { startTrouble } from './start-trouble.ts';

const usage = `用法 Usage: npm run server -- [--data 文件夹] [--port 8300] [--host 127.0.0.1] [--cert 文件 --key 文件] [--audit-heads 文件夹] [--demo]
  设了 DATABASE_URL 就用 PostgreSQL；没有就用 --data 里的内置数据库（默认 ./district-data）。
  DATABASE_URL selects PostgreSQL; without it the built-in database in --data is used.
  --audit-heads 每天把操作日志的链头抄到这里，放在别的机器上。Writes the head of the audit chain there every day; best on another machine.
  --demo 只对新库有效：建成演示区。Only for a new database: makes it a demonstration district.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: 'district-data' },
      port: { type: 'string', default: '8300' },
      host: { type: 'string', default: '127.0.0.1' },
      cert: { type: 'string' },
      key: { type: 'string' },
      'audit-heads': { type: 'string' },
      demo: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(usage);
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new TypeError(values.port);
  const databaseUrl = process.env['DATABASE_URL'];
  const district = await startDistrict({
    ...(databaseUrl ? { databaseUrl } : { dataDir: values.data }),
    port,
    host: values.host,
    isDemo: values.demo,
    ...(values['audit-heads'] === undefined ? {} : { auditHeads: values['audit-heads'] }),
    ...(values.cert === undefined || values.key === undefined
      ? {}
      : { tls: { cert: readFileSync(values.cert), key: readFileSync(values.key) } }),
    log: pino({ level: process.env['LOG_LEVEL'] ?? 'info' }),
  });
  console.log(`address: ${district.url}`);
  closeOnSignal(district);
}

function closeOnSignal(district: District): void {
  const stop = () => {
    district.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
  console.error(startTrouble(error) ?? usage);
  process.exit(2);
});
