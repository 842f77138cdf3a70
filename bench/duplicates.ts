/**
 * `npm run bench:duplicates`: how long somebody who types a person in waits for the hint that they may be there already, with 20,000 and with
 * 100,000 persons on the register, through the product's own service; and the whole list of pairs. Ends with one line of JSON.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeStored } from '../main/core/documents/stored-documents.ts';
import {
  duplicateHints,
  duplicateList,
  undecidedPairs,
} from '../main/core/services/register/duplicates.ts';
import { value } from '../main/core/services/testing/open-office.ts';
import type { Envelope, PlainData } from '../shared/records/envelope.ts';
import { generateStreet } from '../shared/samples/street/generate-street.ts';
import { specsOf, type Scale } from '../shared/samples/street/scales.ts';
import { streetStaff } from '../shared/samples/street/staff.ts';
import { inTurns, openBigOffice, seed, today } from './storage/big-office.ts';
import { atMost, tableOf, type Goal } from './storage/goals.ts';
import { once, repeat, type Times } from './storage/measure.ts';

/** Milliseconds: longer, and the hint comes after the next field. */
const goal = 200;
const asked = 400;

/** What stands in the form when the hint is asked for: of somebody who is there, of somebody who sounds alike, of a stranger. */
const typed: readonly ((data: PlainData, index: number) => PlainData)[] = [
  (data) => data,
  ({ nameCn, sex, birth }) => ({ nameCn, sex, birth }),
  ({ nameCn, phone }) => ({ nameCn, phone }),
  ({ nameCn, birth, community }) => ({ nameCn, birth: String(birth).slice(0, 4), community }),
  ({ nameCn }) => ({ nameCn }),
  (_data, index) => ({
    nameCn: `竺无${index}`,
    birth: '1977-07-07',
    sex: '1',
    phone: '10199999999',
  }),
];

async function measure(
  scale: Scale,
): Promise<{ persons: number; hint: Times; list: number; pairs: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'qiaobang-duplicates-'));
  const office = await openBigOffice(folder);
  const some: Envelope[] = [];
  let persons = 0;
  for (const spec of specsOf(scale)) {
    const { records } = generateStreet({ spec, seed, today, staff: streetStaff(spec, seed) });
    const own = records.filter(({ type }) => type === 'person');
    await inTurns(own, (rows) =>
      writeStored(
        office.context.store,
        'records',
        rows.map((document) => ({ previous: undefined, document })),
        'replication-downstream-bench',
      ),
    );
    some.push(...own.filter((_person, index) => index % 97 === 0));
    persons += own.length;
  }
  const hint = await repeat(asked, async (index) => {
    const data = some[(index * 31) % some.length]?.data ?? {};
    const form = typed[index % typed.length]?.(data, index) ?? {};
    return value(
      await duplicateHints(office.context, { type: 'person', id: null, data: form as never }),
    );
  });
  const list = await once(async () =>
    value(await duplicateList(office.context, { type: 'person' })),
  );
  const pairs = await once(() => undecidedPairs(office.context));
  await office.profile.close();
  rmSync(folder, { recursive: true, force: true });
  return { persons, hint, list, pairs };
}

const say = (line: string) => process.stdout.write(`${line}\n`);
say(`${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}`);
const goals: Goal[] = [];
for (const scale of ['district', 'stress'] as const) {
  const { persons, hint, list, pairs } = await measure(scale);
  say(`${persons} persons: hint ${JSON.stringify(hint)}, list of pairs ${Math.round(list)} ms`);
  goals.push(
    atMost(`hint while typing, ${persons} persons, p99`, hint.p99, goal, 'ms'),
    atMost(`list of pairs, ${persons} persons`, list, 2_000, 'ms'),
    atMost(`pairs of 数字清, ${persons} persons`, pairs, 2_000, 'ms'),
  );
}
say(tableOf(goals));
say(JSON.stringify({ bench: 'duplicates', goals }));
// Idle timers of libraries would hold the process for minutes.
process.exit(goals.every(({ met }) => met) ? 0 : 1);
