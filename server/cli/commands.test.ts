// The command line against a real district.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, type Office } from '../boot.ts';
import { preparedDatabase } from '../testing/prepared-database.ts';
import { commands, type CommandOptions } from './commands.ts';

describe('npm run district', () => {
  let office: Office;
  let folder: string;
  beforeAll(async () => {
    office = await openOffice({
      isDemo: true,
      prepared: await preparedDatabase(),
      settings: { passwordCost: 1024 },
    });
    folder = await mkdtemp(join(tmpdir(), 'qb-cli-'));
  });
  afterAll(async () => {
    await office.close();
    await rm(folder, { recursive: true, force: true });
  });
  const run = (
    name: string,
    options: CommandOptions = {},
    typed: string | null = 'lang genug',
    rest: string[] = [],
  ) => {
    const command = commands[name];
    if (command === undefined) throw new Error(`no command ${name}`);
    return command({
      admin: office.admin,
      deps: office.deps,
      options,
      rest,
      password: async () => typed,
    });
  };
  const wang = { login: 'wang', name: '王一', unit: '330203008', role: 'o,h' };

  it('adds, lists and disables accounts, and never prints a password', async () => {
    const added = await run('user add', wang);
    expect(added).toMatchObject({ ok: true });
    expect(added.text).not.toContain('lang genug');
    expect((await run('user list')).text).toMatch(/wang\t王一\t330203008\t[OH],[OH]\tfalse/);
    expect(await run('user disable', { login: 'wang' })).toMatchObject({ ok: true });
    expect((await run('user list')).text).toContain('\ttrue');
  });

  it.each([
    ['a login that is taken', 'user add', wang, 'lang genug', '已有人用'],
    [
      'an unknown unit',
      'user add',
      { ...wang, login: 'x', unit: '330203999' },
      'lang genug',
      '没有代码为 330203999',
    ],
    ['an unknown role', 'user add', { ...wang, login: 'x', role: 'Z' }, 'lang genug', '没有岗位 Z'],
    [
      'a liaison without community',
      'user add',
      { ...wang, login: 'x', role: 'L' },
      'lang genug',
      'community',
    ],
    ['a short password', 'user add', { ...wang, login: 'x' }, 'kurz', '至少 8 位'],
    ['two different entries', 'password set', { login: 'wang' }, null, '不一样'],
    ['a missing option', 'user add', { login: 'x' }, 'lang genug', '--name'],
    ['an unknown account', 'password set', { login: 'niemand' }, 'lang genug', '没有账号 niemand'],
    ['an unknown device', 'device revoke', { id: 'keins' }, null, '没有编号为 keins'],
    ['a code for nowhere', 'code new', { unit: '330203999' }, null, '没有代码为 330203999'],
  ])('refuses %s in words', async (_what, name, options, typed, words) => {
    const outcome = await run(name, options, typed);
    expect(outcome.ok).toBe(false);
    expect(outcome.text).toContain(words);
  });

  it('imports communities, all or none', async () => {
    const file = join(folder, 'units.csv');
    const header = 'code,name,kind,parent\n';
    await writeFile(
      file,
      `${header}330203008001,演示一社区,community,330203008\n330203008002,,community,330203008\n`,
    );
    expect(await run('unit import', {}, null, [file])).toMatchObject({ ok: false });
    expect((await run('unit list')).text).not.toContain('演示一社区');
    await writeFile(file, `${header}330203008001,演示一社区,community,330203008\n`);
    expect((await run('unit import', {}, null, [file])).text).toContain('1 个单位');
    expect((await run('unit import', {}, null, [file])).text).toContain('0 个单位');
    expect((await run('unit list')).text).toContain(
      '330203008001\t演示一社区\tcommunity\t330203008',
    );
    expect((await run('unit import', {}, null, [join(folder, 'fehlt')])).text).toContain(
      '读不到文件',
    );
  });

  it('makes a code that expires', async () => {
    const outcome = await run('code new', { unit: '330203008', hours: '2' });
    expect(outcome.text).toMatch(/登记码：[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  });

  it('fills a demonstration district once', async () => {
    const first = await run('seed demo');
    expect(first.ok).toBe(true);
    const people = await office.deps.database.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM docs WHERE type = 'person' AND collection = 'records'",
    );
    expect(people[0]?.count).toBeGreaterThan(2500);
    expect((await run('seed demo')).text).toContain('0 条记录，0 个账号');
    expect(await run('audit verify')).toMatchObject({ ok: true });
  });
});
