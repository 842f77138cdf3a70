// The district over a real PostgreSQL cluster of its own, where the machine has one.
import { describe, expect, it } from 'vitest';
import { openPgDatabase } from './database/pg-database.ts';
import { findPostgres, startCluster, type Cluster } from './testing/postgres-cluster.ts';
import { registerWallTests } from './testing/register-wall-tests.ts';
import { registerDistrictTests } from './testing/register-district-tests.ts';
import { closeCode, openLine } from './testing/live-line.ts';
import { newRow } from './testing/sample-rows.ts';
import { expectProof } from './testing/register-pull-tests.ts';
import { readWhile, writeBursts } from './testing/register-server-tests.ts';
import { districtUnit, gulin, startTestOffice, versions, wangchun } from './testing/test-office.ts';

const bin = findPostgres();
if (bin === null)
  process.stdout.write('no PostgreSQL server here: its district tests are skipped\n');

describe.runIf(bin !== null)('district over PostgreSQL', () => {
  let cluster: Cluster | undefined;
  registerDistrictTests({
    async open() {
      cluster = await startCluster(bin ?? '');
      return { databaseUrl: cluster.url };
    },
    close: async () => cluster?.stop(),
  });

  registerWallTests(async () => ({ databaseUrl: cluster?.url ?? '' }));

  it('two servers on one database tell each other', async () => {
    const databaseUrl = cluster?.url ?? '';
    const [one, two] = await Promise.all([
      startTestOffice({ databaseUrl }),
      startTestOffice({ databaseUrl }),
    ]);
    expect(two.instance).toBe(one.instance);
    const writer = await one.signIn(wangchun, ['O']);
    const reader = await two.signIn(wangchun, ['O']);
    const line = await openLine(two, reader);
    const row = newRow(writer, 'person');
    await writer.push('records', [{ base: null, row }]);
    expect(await line.next()).toEqual([wangchun]);
    expect((await reader.pullAll('records')).rows).toContainEqual(row);
    await one.district.admin.disableUser(reader.login);
    expect(await line.closed).toBe(4401);
    expect(await closeCode(two, reader.token)).toBe(4401);
    await Promise.all([one.district.close(), two.district.close()]);
  });

  it('sixteen writers over two servers, stalling while they hold their numbers: a reader misses nothing', async () => {
    const databaseUrl = cluster?.url ?? '';
    const offices = await Promise.all([
      startTestOffice({ databaseUrl }),
      startTestOffice({ databaseUrl }),
    ]);
    const database = await openPgDatabase({ url: databaseUrl, onTrouble: () => undefined });
    // After the row is written and before its number is visible: where a cursor would lose it. Each stall takes a number from a sequence
    // before it, as bigserial would, and notes it after it.
    await database.query('CREATE SEQUENCE begun');
    await database.query('CREATE TABLE stalls (at bigserial, number bigint, waited interval)');
    await database.query(`CREATE FUNCTION stall() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
      $$ DECLARE mine bigint := nextval('begun'); since timestamptz := clock_timestamp(); BEGIN
        PERFORM pg_sleep(CASE WHEN mine % 6 = 0 THEN 0.1 ELSE random() * 0.01 END);
        INSERT INTO stalls (number, waited) VALUES (mine, clock_timestamp() - since);
        RETURN NULL;
      END $$`);
    await database.query(
      'CREATE TRIGGER stall AFTER INSERT ON docs FOR EACH STATEMENT EXECUTE FUNCTION stall()',
    );
    const units = [wangchun, gulin, '330203006', '330203007'];
    const writers = await Promise.all(
      Array.from({ length: 16 }, (_, index) =>
        (offices[index % 2] ?? fail()).signIn(units[index % 4] ?? wangchun, ['O']),
      ),
    );
    const reader = await (offices[1] ?? fail()).signIn(districtUnit, ['D']);
    const start = (await reader.pullAll('records')).checkpoint;
    let writing = true;
    const reading = readWhile(reader, start, () => writing);
    const written = await Promise.all(writers.map((seat) => writeBursts(seat)));
    writing = false;
    const seen = await reading;
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.toSorted()).toEqual(written.flat().toSorted());
    await expectProof(reader);
    // It was worth the name: with numbers from a sequence the reader would have passed rows that came after it.
    const [stalled] = await database.query<{ seconds: number; overtaken: number }>(
      `SELECT extract(epoch FROM sum(waited))::float8 AS seconds,
         count(*) FILTER (WHERE number < highest)::int AS overtaken
       FROM (SELECT waited, number, max(number) OVER (ORDER BY at) AS highest FROM stalls) each`,
    );
    expect(stalled?.seconds).toBeGreaterThan(1);
    expect(stalled?.overtaken).toBeGreaterThan(10);
    await database.query('DROP TRIGGER stall ON docs');
    await database.close();
    await Promise.all(offices.map((office) => office.district.close()));
  }, 240_000);

  it('sends first reads away when too many wait, and never daily ones', async () => {
    const office = await startTestOffice(
      { databaseUrl: cluster?.url ?? '' },
      { firstReads: { atOnce: 0, waitMs: 5 } },
    );
    const seat = await office.signIn(wangchun, ['O']);
    const pull = (checkpoint: Record<string, number>) =>
      seat.ask('/v1/pull', { collection: 'records', checkpoint, limit: 10, versions });
    expect(await pull({})).toEqual({
      status: 429,
      body: { code: 'busy', params: { seconds: 5 } },
    });
    expect((await pull({ [wangchun]: 1 })).status).toBe(200);
    await office.district.close();
  });

  it('two servers may meet an empty database at once', async () => {
    const url = cluster?.url ?? '';
    const database = await openPgDatabase({ url, onTrouble: () => undefined });
    await database.query('CREATE DATABASE fresh');
    await database.close();
    const databaseUrl = url.replace('/postgres?', '/fresh?');
    const offices = await Promise.all([1, 2, 3].map(() => startTestOffice({ databaseUrl })));
    expect(new Set(offices.map((office) => office.instance)).size).toBe(1);
    expect(await offices[0]?.district.admin.listUnits()).toHaveLength(19);
    await Promise.all(offices.map((office) => office.district.close()));
  });

  it('two units that push the same new id at once: one gets it, the other hears why', async () => {
    const office = await startTestOffice({ databaseUrl: cluster?.url ?? '' });
    const seats = [await office.signIn(wangchun, ['O']), await office.signIn(gulin, ['O'])];
    for (let round = 0; round < 20; round += 1) {
      const { id } = newRow(seats[0] ?? fail(), 'person');
      const answers = await Promise.all(
        seats.map((seat) =>
          seat.push('records', [
            { base: null, row: newRow(seat, 'person', { id }) },
            { base: null, row: newRow(seat, 'person') },
          ]),
        ),
      );
      const first = answers
        .map(({ results }) => results[0]?.status)
        .toSorted((a, b) => (a ?? '').localeCompare(b ?? ''));
      expect(first).toEqual(['accepted', 'rejected']);
      expect(answers.map(({ results }) => results[1]?.status)).toEqual(['accepted', 'accepted']);
    }
    await office.district.close();
  });
});

function fail(): never {
  throw new Error('no seat');
}
