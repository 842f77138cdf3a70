import { openPgliteDatabase } from '../server/database/pglite-database.ts';
import { startDistrict } from '../server/boot.ts';
import { mkdtempSync, cpSync } from 'node:fs';
const m = async (n: string, f: () => Promise<any>) => { const t = performance.now(); const c = process.cpuUsage(); const r = await f(); const u = process.cpuUsage(c); console.log(n, Math.round(performance.now() - t), 'cpu', Math.round((u.user + u.system) / 1000)); return r; };
for (let i = 0; i < 2; i++) { const d = await m('create mem', () => openPgliteDatabase(undefined)); await d.close(); }
const dir = mkdtempSync('/tmp/pgt-');
const d1 = await m('district on disk', () => startDistrict({ isDemo: true, dataDir: dir })); await m('close', () => d1.close());
const dir2 = mkdtempSync('/tmp/pgt-');
await m('copy', async () => cpSync(dir, dir2, { recursive: true }));
const d2 = await m('district on copy', () => startDistrict({ isDemo: true, dataDir: dir2 })); await d2.close();
const { PGlite } = await import('@electric-sql/pglite');
const e = await PGlite.create({ dataDir: dir2 + '/pg' }); 
