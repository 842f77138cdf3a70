/** Every sheet of every registered type: its rules hold, it composes, and it cannot show what it must not. */
import { describe, expect, it } from 'vitest';
import type { Envelope } from '../records/envelope.ts';
import { recordType, recordTypes } from '../records/registry.ts';
import type { RecordType } from '../records/record-type.ts';
import type { Fields } from '../fields/field.ts';
import { paper } from './paper.ts';
import { readerFor, SheetRefused, type Reader } from './reader.ts';
import { complaintsAbout, type Sheet } from './sheet.ts';
import { sheetsOf } from './sheets-of.ts';

const community = '330203008001';
const context = {
  today: '2026-11-25',
  now: '2026-11-25 10:00',
  unitName: '望春街道',
  officePhone: '',
  communityName: (code: string) => (code === community ? '泰安社区' : code),
};

function envelope(type: RecordType, data: Record<string, unknown>): Envelope {
  return {
    id: `${type.name}-1`,
    type: type.name,
    unit: '330203008',
    community,
    state: 'publicity',
    bizNo: 'ZF2026008-A0012',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: 'm1',
    createdAt: '2026-11-20T02:00:00.000Z',
    createdBy: 'u1',
    updatedAt: '2026-11-20T02:00:00.000Z',
    updatedBy: 'u1',
    device: 'd1',
    data,
  };
}

function reader(
  sheet: Sheet,
  type: RecordType,
  data: Record<string, unknown>,
  full = false,
): Reader {
  const related = new Map(
    Object.entries(sheet.related ?? {}).flatMap(([path, byType]) => {
      const [name] = Object.keys(byType);
      const other = recordType(name ?? '');
      const sample = other?.samples[0];
      return other === undefined || sample === undefined
        ? []
        : [[path, { type: other, record: envelope(other, sample) }] as const];
    }),
  );
  return readerFor({
    sheet,
    type,
    record: envelope(type, data),
    related,
    full,
    communityName: context.communityName,
  });
}

const all = recordTypes.flatMap((type) =>
  sheetsOf(type).map((sheet) => [sheet.key, type, sheet] as const),
);

describe.each(all)('%s', (_key, type, sheet) => {
  it('names fields that exist, and masks what it must', () => {
    expect(complaintsAbout(sheet, sheet.fields, type.fields)).toEqual([]);
    for (const [path, byType] of Object.entries(sheet.related ?? {})) {
      for (const [name, rules] of Object.entries(byType)) {
        const other = recordType(name);
        expect(other, name).toBeDefined();
        expect(complaintsAbout(sheet, rules, other?.fields ?? {}), path).toEqual([]);
      }
      const [first = ''] = path.split('.');
      expect(type.fields[first]?.refTypes, path).toBeDefined();
    }
  });

  it('composes every sample, and an empty record for the pen', () => {
    for (const sample of [...type.samples, {}]) {
      const records = [reader(sheet, type, sample)];
      const rows = sheet.compose(records, context);
      expect(paper.shape.rows.safeParse(rows).error).toBeUndefined();
      expect(rows.length).toBeGreaterThan(0);
    }
  });

  it('shows nothing sensitive unless asked for, and never on a wall', () => {
    const data = planted(type.fields);
    const shown = JSON.stringify(sheet.compose([reader(sheet, type, data)], context));
    expect(shown).not.toContain('敏感密文');
    const wanted = JSON.stringify(sheet.compose([reader(sheet, type, data, true)], context));
    if (sheet.isPublic) expect(wanted).not.toMatch(/敏感密文|个人密文/);
  });
});

/** Every text says how sensitive it is, in a middle that each mask hides. */
function planted(fields: Fields, atLeast: 1 | 2 | 3 = 1): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, field]): (readonly [string, unknown])[] => {
      const level = Math.max(atLeast, field.privacy);
      const text =
        level === 3 ? '甲乙丙敏感密文丁戊己庚辛壬癸' : level === 2 ? '王个人密文' : '内部';
      if (['text', 'longText', 'code'].includes(field.kind)) return [[key, text]];
      if (field.kind === 'ref')
        return [[key, { type: field.refTypes?.[0] ?? '', id: 'x', label: text }]];
      return field.items === undefined ? [] : [[key, [{ id: 'r1', ...planted(field.items) }]]];
    }),
  );
}

describe('a sheet that must not exist', () => {
  const person = recordType('person');
  if (person === undefined) throw new Error('persons exist');
  const wall: Sheet = {
    key: 'person.wall',
    form: '',
    version: '1',
    title: { zh: '公示', en: 'Notice' },
    isPublic: true,
    page: 'portrait',
    style: 'letter',
    many: false,
    purpose: 'post',
    fields: {},
    compose: () => [],
  };

  it.each([
    ['a sensitive field', { healthNote: 'hide' }],
    ['a sensitive cell, even masked', { 'documents.number': 'id' }],
    ['a personal field as it stands', { nameCn: 'plain' }],
  ] as const)('on a wall: %s is refused before anything is read', (_what, fields) => {
    expect(() => reader({ ...wall, fields }, person, {})).toThrow(SheetRefused);
  });

  it('on a wall: a related record is held to the same rules', () => {
    const visit = recordType('visit');
    if (visit === undefined) throw new Error('visits exist');
    const sheet: Sheet = {
      ...wall,
      related: { subject: { person: { 'documents.number': 'hide' } } },
    };
    expect(() => reader(sheet, visit, {}).related('subject')).toThrow(SheetRefused);
  });

  it('inside: a sensitive field needs a mask, and an undeclared field cannot be read', () => {
    const inside = { ...wall, isPublic: false };
    expect(() => reader({ ...inside, fields: { healthNote: 'plain' } }, person, {})).toThrow(
      SheetRefused,
    );
    expect(() => reader(inside, person, {}).text('nameCn')).toThrow(SheetRefused);
  });

  it('a signature is somebody’s hand: on a wall it is refused', () => {
    const visit = recordType('visit');
    if (visit === undefined) throw new Error('visits exist');
    for (const rule of ['plain', 'hide'] as const)
      expect(() => reader({ ...wall, fields: { sign: rule } }, visit, {}).signed('sign')).toThrow(
        SheetRefused,
      );
  });

  it('steps name people, so a wall has none', () => {
    expect(() => reader(wall, person, {}).step('submit')).toThrow(SheetRefused);
  });
});
