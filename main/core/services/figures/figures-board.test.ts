import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { hardshipFigures } from '../../../../shared/kpi/hardship.ts';
import { measure } from '../../../../shared/kpi/measure.ts';
import { periodConditions } from '../../../../shared/kpi/figure-query.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType, recordTypes } from '../../../../shared/records/registry.ts';
import { generateStreet } from '../../../../shared/samples/street/generate-street.ts';
import { specsOf } from '../../../../shared/samples/street/scales.ts';
import { streetStaff } from '../../../../shared/samples/street/staff.ts';
import { writeStored } from '../../documents/stored-documents.ts';
import { listRecords } from '../lists/list-records.ts';
import { openOffice, person, value, type Office } from '../testing/open-office.ts';
import { coverageBoard } from '../visits/coverage.ts';
import { figuresBoard } from './figures-board.ts';

let office: Office;
afterEach(() => office.close());

const seed = 20261125;

async function withStreet(): Promise<readonly Envelope[]> {
  const [spec] = specsOf('street');
  if (spec === undefined) throw new Error('no street');
  const { records } = generateStreet({
    spec,
    seed,
    today: '2026-11-23',
    staff: streetStaff(spec, seed),
  });
  const { unit = '' } = records[0] ?? {};
  office = await openOffice(person('officer', ['O', 'H'], { unit }));
  for (let from = 0; from < records.length; from += 500)
    await writeStored(
      office.context.store,
      'records',
      records.slice(from, from + 500).map((document) => ({ previous: undefined, document })),
      'replication-downstream-test',
    );
  return records;
}

describe('figures', () => {
  it('equal the definition computed over the records themselves, in any period', async () => {
    const records = await withStreet();
    const day = fc.integer({ min: 0, max: 360 });
    await fc.assert(
      fc.asyncProperty(day, day, async (a, b) => {
        const from = dayOf(Math.min(a, b));
        const to = dayOf(Math.max(a, b));
        const { groups } = value(await figuresBoard(office.context, { from, to }));
        expect(groups.length).toBeGreaterThan(8);
        for (const group of groups) {
          const type = recordType(group.type);
          if (type === undefined) throw new Error(group.type);
          const own = inPeriod(records, type, { from, to });
          for (const kpi of type.kpis) {
            const figure = group.figures.find(({ key }) => key === kpi.key);
            const expected = measure(type, kpi, own, '2026-11-23');
            expect([type.name, kpi.key, figure?.value]).toEqual([
              type.name,
              kpi.key,
              expected.value,
            ]);
          }
        }
      }),
      { seed, numRuns: 8 },
    );
  });

  it('of 走访覆盖率 are those of the page of visits, and of a past day by that day', async () => {
    await withStreet();
    const sharesOn = async (to: string) => {
      const { groups } = value(await figuresBoard(office.context, { from: '2026-01-01', to }));
      const more = groups.find(({ type }) => type === 'visit')?.more ?? [];
      return more
        .filter(({ key }) => key.startsWith('coverage_'))
        .map(({ key, numerator, denominator }) => [key, numerator, denominator]);
    };
    const { classes } = value(await coverageBoard(office.context, { unit: null }));
    const shown = await sharesOn('2026-11-23');
    expect(shown.length).toBeGreaterThan(3);
    expect(
      classes.map(({ visitClass, share }) => [
        `coverage_${visitClass}`,
        share.numerator,
        share.denominator,
      ]),
    ).toEqual(expect.arrayContaining(shown));
    expect(shown.some(([, numerator]) => Number(numerator) > 0)).toBe(true);
    expect(await sharesOn('2026-06-30')).not.toEqual(shown);
  });

  it('count exactly the rows of the list that they open', async () => {
    await withStreet();
    const period = { from: '2026-01-01', to: '2026-11-23' };
    const { groups } = value(await figuresBoard(office.context, period));
    for (const type of recordTypes.filter(({ name }) => groups.some((each) => each.type === name)))
      for (const kpi of type.kpis) {
        if (kpi.sum !== undefined || kpi.distinct !== undefined || kpi.mean !== undefined) continue;
        const where = [...periodConditions(type, period), ...kpi.numerator];
        const list = value(
          await listRecords(office.context, {
            type: type.name,
            where: where as never,
            offset: 0,
            limit: 1,
          }),
        );
        const figure = groups
          .find((each) => each.type === type.name)
          ?.figures.find(({ key }) => key === kpi.key);
        expect([type.name, kpi.key, figure?.numerator]).toEqual([type.name, kpi.key, list.total]);
      }
  });

  it('of hardship are those of the cases themselves, and months without records stand there as none', async () => {
    const records = await withStreet();
    const period = { from: '2026-01-01', to: '2026-11-23' };
    const { groups } = value(await figuresBoard(office.context, period));
    const group = groups.find(({ type }) => type === 'hardship_case');
    const flagged = records.filter(
      ({ type, data }) =>
        type === 'household' &&
        data['standing'] === 'active' &&
        Array.isArray(data['tags']) &&
        data['tags'].includes('hardship'),
    );
    expect(flagged.length).toBeGreaterThan(0);
    const expected = hardshipFigures(
      records.filter(({ type }) => type === 'hardship_case') as never,
      flagged.map(({ id }) => id),
      period,
    );
    const shown = (key: string) => group?.more.find((each) => each.key === key);
    expect(shown('covered')).toMatchObject({
      value: expected.covered.percent,
      denominator: flagged.length,
    });
    expect(shown('paidInTime')?.numerator).toBe(expected.paidInTime.numerator);
    expect(shown('fenPerHousehold')?.value).toBe(expected.fenPerHousehold);
    expect(groups.find(({ type }) => type === 'visit')?.months).toHaveLength(11);
  });

  it('leave out what a person may not read', async () => {
    await withStreet();
    const outsider = office.as(person('stranger', ['O'], { unit: '330203099' }));
    const { groups } = value(
      await figuresBoard(outsider, { from: '2026-01-01', to: '2026-11-23' }),
    );
    for (const { type, figures } of groups)
      expect([type, figures.every(({ numerator }) => numerator === 0)]).toEqual([type, true]);
  });
});

function dayOf(offset: number): string {
  return new Date(Date.UTC(2025, 11, 1) + offset * 86_400_000).toISOString().slice(0, 10);
}

/** Written apart from the code under test: by the column's own value, cut by hand. */
function inPeriod(
  records: readonly Envelope[],
  type: NonNullable<ReturnType<typeof recordType>>,
  { from, to }: { from: string; to: string },
): Envelope[] {
  const column = type.list.columns.find(({ key }) => key === type.countedOn);
  return records.filter((record) => {
    if (record.type !== type.name) return false;
    if (column === undefined) return true;
    const cell = String(column.value(record) ?? '');
    if (cell === '') return false;
    const day =
      column.format === 'instant'
        ? new Date(Date.parse(cell) + 8 * 3_600_000).toISOString().slice(0, 10)
        : cell;
    return day >= from && day <= to;
  });
}
