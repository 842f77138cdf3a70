// What a person meets who starts the server: data that stays, and reasons when it cannot start.
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CannotStart, openOffice, startDistrict } from './boot.ts';
import { startTrouble } from './start-trouble.ts';

describe('starting the district', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'qb-district-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('finds its data again, and keeps others out of the folder meanwhile', async () => {
    const settings = { passwordCost: 1024 };
    const first = await openOffice({ dataDir: folder, isDemo: true, settings });
    const user = {
      login: 'wang',
      name: '王一',
      unit: '330203008',
      roles: ['O'] as const,
      password: 'lang genug',
    };
    expect(await first.admin.addUser(user)).toMatchObject({ ok: true });
    await expect(openOffice({ dataDir: folder })).rejects.toMatchObject({ code: 'folder_in_use' });
    await first.close();
    const second = await openOffice({ dataDir: folder });
    expect(second.deps.instance).toEqual(first.deps.instance);
    expect(await second.admin.listUsers()).toMatchObject([
      { login: 'wang', unit: '330203008', roles: 'O' },
    ]);
    expect(await second.admin.listUnits()).toHaveLength(19);
    await second.close();
  });

  it('refuses a database that a newer server made', async () => {
    const office = await openOffice({ dataDir: folder });
    await office.deps.database.query("INSERT INTO migrations VALUES (999, 'future')");
    await office.close();
    const refused = openOffice({ dataDir: folder });
    await expect(refused).rejects.toMatchObject({ code: 'newer_database', detail: '999' });
  });

  it('says which port is in use', async () => {
    const other = await occupy();
    const { port } = other.address() as AddressInfo;
    const error = await startDistrict({ dataDir: folder, port }).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(CannotStart);
    expect(startTrouble(error)).toContain(`端口 ${port} 被占用`);
    other.close();
    // The folder is free again.
    await (await startDistrict({ dataDir: folder })).close();
  });

  it('says that a database cannot be reached', async () => {
    const error = await startDistrict({ databaseUrl: 'postgres://x@127.0.0.1:1/x' }).catch(
      (caught: unknown) => caught,
    );
    expect(startTrouble(error)).toContain('ECONNREFUSED');
  });
});

function occupy(): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
