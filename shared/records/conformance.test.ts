/** Every registered type goes through the same checks (design.md §6): a new type that forgets something fails here. */
import { describe, expect, it } from 'vitest';
import { roles, type Actor } from '../access/actor.ts';
import { can, verbs } from '../access/can.ts';
import { dictionaries } from '../dictionaries/dictionary.ts';
import type { CheckContext, Fields } from '../fields/field.ts';
import { mergeData } from '../sync/merge.ts';
import type { Envelope } from './envelope.ts';
import type { RecordType } from './record-type.ts';
import { recordType, recordTypes } from './registry.ts';
import { cleanData, hasErrors, validateRecord } from './validate.ts';

const context: CheckContext = {
  now: '2026-11-23T02:00:00.000Z',
  today: '2026-11-23',
  isDemo: true,
};
const recordKeyed = new Set(['community']);

describe.each(recordTypes.map((type) => [type.name, type] as const))(
  'record type %s',
  (_name, type) => {
    it('is found by its name, which is unique', () => {
      expect(recordType(type.name)).toBe(type);
      expect(recordTypes.filter((other) => other.name === type.name)).toHaveLength(1);
    });

    it('has samples that are valid, survive the schema and stay the same when cleaned', () => {
      expect(type.samples.length).toBeGreaterThan(0);
      for (const sample of type.samples) {
        const problems = validateRecord(type, sample, context).filter(
          (problem) => problem.severity === 'error',
        );
        expect(problems).toEqual([]);
        expect(type.schema.safeParse(sample).success).toBe(true);
        expect(cleanData(type.fields, sample)).toEqual(sample);
      }
    });

    it('refuses unknown fields and reports every missing required field by name', () => {
      expect(hasErrors(validateRecord(type, { ...type.samples[0], surprise: 1 }, context))).toBe(
        true,
      );
      const missing = validateRecord(type, {}, context)
        .filter((problem) => problem.code === 'required')
        .map((problem) => problem.field);
      for (const [key, field] of Object.entries(type.fields))
        if (field.required) expect(missing).toContain(key);
    });

    it('puts every field on its form exactly once', () => {
      const onForm = type.form.sections.flatMap((section) =>
        section.fields.map((each) => (typeof each === 'string' ? each : each.field)),
      );
      expect(onForm.toSorted()).toEqual(Object.keys(type.fields).toSorted());
    });

    it('starts new forms with values that its fields take', () => {
      for (const [key, value] of Object.entries(type.form.starts ?? {})) {
        expect(type.fields[key]?.schema.safeParse(value).success, key).toBe(true);
        const problems = validateRecord(type, { [key]: value }, context).filter(
          (problem) => problem.field === key,
        );
        expect(problems).toEqual([]);
      }
    });

    it('names form conditions after fields that exist', () => {
      const named = [
        ...Object.keys(type.form.visible ?? {}),
        ...Object.keys(type.form.requiredWhen ?? {}),
      ];
      for (const key of named) expect(type.fields[key], key).toBeDefined();
    });

    it('has an answer for every role and verb', () => {
      for (const role of roles) {
        const actor: Actor = {
          userId: 'u',
          name: '某',
          unit: '330203008',
          community: '',
          roles: [role],
        };
        for (const verb of verbs) {
          const answer = can(actor, verb, type, { unit: '330203008', community: '' });
          expect(answer.allow || answer.reason.length > 0).toBe(true);
        }
      }
      expect(Object.keys(type.permissions).toSorted()).toEqual([...verbs].toSorted());
      const readers = Object.keys(type.permissions.read);
      expect(readers.length).toBeGreaterThan(0);
      // Whoever may write may read.
      for (const verb of ['create', 'edit'] as const)
        for (const role of Object.keys(type.permissions[verb])) expect(readers).toContain(role);
    });

    it('has texts in both languages for everything a person sees', () => {
      const texts = type.texts;
      for (const key of Object.keys(type.fields)) expectBoth(texts.fields[key], `fields.${key}`);
      for (const [key, field] of Object.entries(type.fields)) {
        for (const child of Object.keys(field.items ?? {}))
          expectBoth(texts.items[`${key}.${child}`], `items.${key}.${child}`);
      }
      for (const section of type.form.sections)
        expectBoth(texts.sections[section.key], `sections.${section.key}`);
      for (const column of type.list.columns)
        expectBoth(texts.columns[column.key], `columns.${column.key}`);
      for (const view of type.list.views) expectBoth(texts.views[view.key], `views.${view.key}`);
      for (const state of Object.keys(type.workflow?.states ?? { active: null }))
        expectBoth(texts.states[state], `states.${state}`);
      for (const step of type.workflow?.transitions ?? [])
        expectBoth(texts.actions[step.action], `actions.${step.action}`);
      for (const text of [
        texts.name,
        texts.newOne,
        texts.empty,
        ...Object.values(texts.problems),
        ...Object.values(texts.hints ?? {}),
      ])
        expectBoth(text, 'text');
    });

    it('gives each field a privacy class, a merge rule that works and a dictionary that exists', () => {
      eachField(type.fields, (field) => {
        expect([1, 2, 3]).toContain(field.privacy);
        if (field.options !== undefined)
          expect(
            recordKeyed.has(field.options) || dictionaries[field.options] !== undefined,
            field.options,
          ).toBe(true);
        for (const target of field.refTypes ?? []) expect(recordType(target), target).toBeDefined();
      });
      const [sample = {}] = type.samples;
      expect(mergeData(type.fields, sample, sample, sample)).toEqual({ data: sample, clashes: [] });
    });

    it('declares lists whose columns, views, facets and indexes fit together', () => {
      const columns = new Set([
        ...type.list.columns.map((column) => column.key),
        'id',
        'unit',
        'community',
        'state',
        'updated_at',
      ]);
      expect(columns.size).toBe(type.list.columns.length + 5);
      const used = [
        ...type.list.facets,
        ...type.list.sort.map((sort) => sort.column),
        ...type.list.views.flatMap((view) => view.where.map((each) => each.column)),
        ...type.list.indexes.flat(),
        ...type.kpis.flatMap((kpi) =>
          [...kpi.numerator, ...(kpi.denominator ?? [])].map((each) => each.column),
        ),
      ];
      for (const column of used) expect(columns, column).toContain(column);
      const record = envelopeOf(type);
      for (const column of type.list.columns) {
        const value = column.value(record);
        expect(
          value === null || typeof value === (column.sqlType === 'text' ? 'string' : 'number'),
          `${column.key}: ${String(value)}`,
        ).toBe(true);
      }
    });

    it('keeps sensitive fields out of lists, search and public prints', () => {
      const sensitive = Object.entries(type.fields)
        .filter(([, field]) => field.privacy === 3)
        .map(([key]) => key);
      const columns = type.list.columns.map((column) => column.key);
      for (const key of sensitive) expect(columns).not.toContain(key);
      if (type.print?.isPublic === true)
        for (const key of sensitive) expect(type.print.rows.flat()).not.toContain(key);
      for (const key of type.print?.rows.flat() ?? []) expect(type.fields[key], key).toBeDefined();
    });

    it('has a workflow whose states all exist and can be reached and left', () => {
      if (type.workflow === null) return;
      const states = Object.keys(type.workflow.states);
      for (const step of type.workflow.transitions) {
        expect(states).toContain(step.to);
        for (const from of step.from) if (from !== null) expect(states).toContain(from);
        expect(step.who.length).toBeGreaterThan(0);
      }
      expect(type.workflow.transitions.some((step) => step.from.includes(null))).toBe(true);
    });

    it('leaves to a person only fields that it has', () => {
      for (const field of type.manual ?? []) expect(type.fields[field]).toBeDefined();
    });

    it('has an unbroken chain of migrations up to its version', () => {
      expect(type.migrations.map((migration) => migration.from)).toEqual(
        Array.from({ length: type.version - 1 }, (_, index) => index + 1),
      );
    });
  },
);

function expectBoth(
  text: { readonly zh: string; readonly en: string } | undefined,
  where: string,
): void {
  expect(text, where).toBeDefined();
  expect(text?.zh.trim(), where).not.toBe('');
  expect(text?.en.trim(), where).not.toBe('');
  expect(text?.en, `${where} is English`).not.toMatch(/\p{Script=Han}/u);
}

function eachField(fields: Fields, visit: (field: Fields[string]) => void): void {
  for (const field of Object.values(fields)) {
    visit(field);
    if (field.items !== undefined) eachField(field.items, visit);
  }
}

function envelopeOf(type: RecordType): Envelope {
  return {
    id: 'sample',
    type: type.name,
    unit: '330203103',
    community: '',
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: type.version,
    version: 1,
    mutation: 'm1',
    createdAt: context.now,
    createdBy: 'u',
    updatedAt: context.now,
    updatedBy: 'u',
    device: 'd',
    data: type.samples[0] ?? {},
  };
}
