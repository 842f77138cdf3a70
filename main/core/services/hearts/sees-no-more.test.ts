/** What boards, files, figures and prints answer names no record that the person may not read, whatever the role. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { can } from '../../../../shared/access/can.ts';
import type { Actor, Role } from '../../../../shared/access/actor.ts';
import type { Envelope } from '../../../../shared/records/envelope.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { mayTake } from '../excel/export-ledger.ts';
import { figuresBoard } from '../figures/figures-board.ts';
import { enterprisePanorama } from '../panorama/enterprise-panorama.ts';
import { composePapers } from '../prints/compose-papers.ts';
import { person } from '../testing/open-office.ts';
import { openStreet, type StreetOffice } from '../testing/street-office.ts';
import { coverageBoard } from '../visits/coverage.ts';
import { desksBoard } from './desks-board.ts';
import { escalationsBoard } from './escalations-board.ts';
import { householdFile } from './household-file.ts';
import { knownApplication } from './known-application.ts';
import { legalCoverageBoard } from './legal-coverage-board.ts';
import { unaidedBoard } from './unaided.ts';

let street: StreetOffice;
let byId: ReadonlyMap<string, Envelope>;
let mine = '';
let theirs = '';

beforeAll(async () => {
  street = await openStreet(20261129);
  byId = new Map(street.records.map((record) => [record.id, record]));
  const communities = [...new Set(street.records.map(({ community }) => community))].filter(
    (each) => each !== '',
  );
  [mine = '', theirs = ''] = communities.toSorted();
}, 60_000);
afterAll(() => street.office.close());

const period = { from: '2026-01-01', to: '2026-11-23' };
const sheets = [
  ['visit', 'visit.roster'],
  ['visit', 'visit.gift_receipts'],
  ['hardship_case', 'hardship.payments'],
  ['ticket', 'ticket.register'],
] as const;

function mayRead(actor: Actor, record: Envelope): boolean {
  const type = recordType(record.type);
  return type !== undefined && can(actor, 'read', type, record, record).allow;
}

/** Ids of the street's records anywhere in an answer, but for what a record that may be read names itself. */
function namedIn(answer: unknown): readonly Envelope[] {
  const found = new Set<Envelope>();
  const walk = (value: unknown): void => {
    if (typeof value === 'string') {
      const record = byId.get(value);
      if (record !== undefined) found.add(record);
    } else if (typeof value === 'object' && value !== null)
      for (const each of Object.values(value)) walk(each);
  };
  walk(answer);
  return [...found];
}

const people: readonly (readonly [string, () => Actor])[] = [
  [
    'a liaison of one community',
    () => ({ ...street.someone('liaison-here', ['L']), community: mine }),
  ],
  ['an officer of another street', () => person('stranger', ['O', 'H'], { unit: '330203099' })],
  ['a lawyer without cases', () => street.someone('lawyer', ['W'])],
  ['an auditor', () => person('auditor', ['X'], { unit: '330203000' })],
  ['the technical administrator', () => person('admin', ['A'], { unit: '330203000' })],
];

describe.each(people)('%s', (_who, actorOf) => {
  it.each([
    ['应救未救', unaidedBoard],
    ['双中心', desksBoard],
    ['提级督办', escalationsBoard],
    ['服务覆盖', legalCoverageBoard],
    [
      '走访覆盖',
      (context: Parameters<typeof coverageBoard>[0]) =>
        coverageBoard(context, { unit: street.records[0]?.unit ?? null }),
    ],
    ['数据看板', (context: Parameters<typeof figuresBoard>[0]) => figuresBoard(context, period)],
  ] as const)('is told by %s of nothing that is not theirs', async (_name, board) => {
    const actor = actorOf();
    const answer = await board(street.office.as(actor));
    for (const record of namedIn(answer))
      expect([record.type, record.community, mayRead(actor, record)]).toEqual([
        record.type,
        record.community,
        true,
      ]);
  });

  it.each(sheets)('prints of %s by %s what they may print, and no more', async (name, sheet) => {
    const actor = actorOf();
    const type = recordType(name);
    if (type === undefined) throw new Error(name);
    const all = street.records.filter((record) => record.type === name).slice(0, 400);
    const answer = await composePapers(street.office.as(actor), {
      type: name,
      sheet,
      pick: { by: 'ids', ids: all.map(({ id }) => id) },
      full: null,
    });
    const ids = answer.ok ? answer.value.ids : [];
    if (!answer.ok) expect(answer.error.code).not.toBe('E_UNKNOWN_SHEET');
    for (const id of ids) {
      const record = byId.get(id);
      expect(record !== undefined && can(actor, 'print', type, record, record).allow).toBe(true);
    }
  });
});

describe('a liaison', () => {
  const liaison = (): Actor => ({ ...street.someone('liaison-here', ['L']), community: mine });
  const of = (type: string, community: string) => {
    const found = street.records.find(
      (record) => record.type === type && record.community === community,
    );
    if (found === undefined) throw new Error(`no ${type} in ${community}`);
    return found;
  };

  it('opens the file of a household, and begins a case for it, only in the own community', async () => {
    const context = street.office.as(liaison());
    const here = { household: of('household', mine).id };
    const there = { household: of('household', theirs).id };
    for (const ask of [householdFile, knownApplication]) {
      expect((await ask(context, here)).ok).toBe(true);
      expect(await ask(context, there)).toMatchObject({ ok: false });
    }
  });

  it('sees an enterprise as a whole only in the own community', async () => {
    const context = street.office.as(liaison());
    const other = street.records.find(
      ({ type, community }) => type === 'enterprise' && community !== '' && community !== mine,
    );
    if (other === undefined) throw new Error('an enterprise elsewhere');
    expect(await enterprisePanorama(context, { id: other.id })).toMatchObject({ ok: false });
  });

  it('takes out as a spreadsheet only what is of the own community', () => {
    const type = recordType('visit');
    if (type === undefined) throw new Error('visits exist');
    const context = street.office.as(liaison());
    const taken = street.records.filter(
      (record) => record.type === 'visit' && mayTake(context, type, record),
    );
    expect(taken.length).toBeGreaterThan(0);
    expect(new Set(taken.map(({ community }) => community))).toEqual(new Set([mine]));
  });
});

it('finds something at all: an officer of the street is told of records', async () => {
  const roles: readonly Role[] = ['O', 'H'];
  const answer = await figuresBoard(street.office.as(street.someone('o', roles)), period);
  expect(namedIn(answer).length).toBeGreaterThan(50);
  const liaison = { ...street.someone('l', ['L']), community: mine };
  const own = await figuresBoard(street.office.as(liaison), period);
  expect(namedIn(own).length).toBeGreaterThan(0);
});
