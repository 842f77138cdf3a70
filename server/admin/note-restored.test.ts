import { afterAll, beforeAll, expect, it } from 'vitest';
import { openOffice, type Office } from '../boot.ts';
import { preparedDatabase } from '../testing/prepared-database.ts';

let office: Office;
let now = Date.parse('2026-11-23T02:00:00Z');
beforeAll(async () => {
  const clock = { now: () => now };
  office = await openOffice({ prepared: await preparedDatabase(), clock });
});
afterAll(() => office.close());

const putBack = (epoch: number) =>
  office.deps.database.query('UPDATE instance SET epoch = $1', [epoch]);
const note = () => office.admin.noteRestored();

it('gives an epoch that no device has seen, also where the same backup is put back again', async () => {
  const inBackup = office.deps.instance.epoch;
  const first = await note();
  // Seconds since 2020, so that a count in the backup cannot lead back to it.
  expect(first).toBe((now - Date.UTC(2020, 0, 1)) / 1000);
  now += 60_000;
  await putBack(inBackup);
  const second = await note();
  expect(second).toBe(first + 60);
  // The server's clock was set back: still later than everything in this database.
  now -= 86_400_000;
  expect(await note()).toBe(second + 1);
  expect(await note()).toBe(second + 2);
  const rows = await office.deps.database.query<{ result: string }>(
    "SELECT result FROM audit WHERE verb = 'restored' ORDER BY seq",
  );
  expect(rows.map(({ result }) => Number(result))).toEqual([first, second, second + 1, second + 2]);
});
