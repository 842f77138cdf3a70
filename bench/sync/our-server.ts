/** Our district server on a PostgreSQL cluster, in a process of its own. node our-server.ts DATABASE_URL */
import { openOffice, startDistrict } from '../../server/boot.ts';
import { seedRows } from '../../server/admin/seed-rows.ts';
import type { Role } from '../../shared/access/actor.ts';
import { serve } from './child-side.ts';
import { documentsFrom } from './documents.ts';
import { countTraffic } from './traffic.ts';

const mark = countTraffic();
const databaseUrl = process.argv[2] ?? '';
/** Hundreds of devices come from one address and with one account here, and passwords are not what is measured. */
const unlimited = 10_000_000;
const settings = {
  passwordCost: 1024,
  perMinute: unlimited,
  perDeviceMinute: unlimited,
  signInsPerMinute: unlimited,
};
const district = await startDistrict({ databaseUrl, isDemo: true, settings });

serve({
  url: async () => district.url,
  mark: async () => mark(),
  async seed({ from = 0, count, author }: { from?: number; count: number; author: string }) {
    const office = await openOffice({ databaseUrl, isDemo: true, settings });
    for (let first = from; first < from + count; first += 5000)
      await seedRows(
        office.deps,
        'records',
        documentsFrom(first, Math.min(5000, from + count - first), author),
      );
    await office.deps.database.query('VACUUM ANALYZE docs');
    await office.close();
    return true;
  },
  async addUser({ login, unit, roles }: { login: string; unit: string; roles: Role[] }) {
    const added = await district.admin.addUser({
      login,
      name: '演示人员',
      unit,
      roles,
      password: 'demo-2026-bench',
    });
    if (!added.ok) throw new Error(added.code);
    return added.id;
  },
  async code({ unit }: { unit: string }) {
    const made = await district.admin.createCode(unit);
    if (!made.ok) throw new Error(made.code);
    return made.code;
  },
});
