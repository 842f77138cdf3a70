import { describe, expect, it } from 'vitest';
import { recordType } from '../../shared/records/registry.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { findProblems, sectionState, storableData } from './form-problems.ts';

const context = { now: '2026-11-23T01:46:00.000Z', today: '2026-11-23', isDemo: true };
const visit = recordType('visit') as RecordType;
const person = recordType('person') as RecordType;

describe('problems of a form', () => {
  it('finds nothing in a sample and names what is missing in a blank', () => {
    expect(
      findProblems(visit, { ...visit.samples[0] }, context).filter(
        ({ severity }) => severity === 'error',
      ),
    ).toEqual([]);
    expect(findProblems(visit, {}, context).map(({ field }) => field)).toContain('subject');
  });

  it('never complains about a covered value', () => {
    const sample = {
      ...person.samples[0],
      healthNote: '******',
      documents: [{ id: 'd1', kind: 'idcard', number: '******' }],
    };
    const found = findProblems(person, sample, context).map(({ field }) => field);
    expect(found).not.toContain('healthNote');
    expect(found).not.toContain('documents.0.number');
  });

  it('drops values of hidden fields', () => {
    expect(storableData(visit, { ...visit.samples[2], signWay: 'signature' })).not.toHaveProperty(
      'signWay',
    );
  });

  it('says of a section whether it is open, done, optional or wrong', () => {
    const [section, , changes] = visit.form.sections;
    if (section === undefined || changes === undefined)
      throw new Error('the visit form has lost its sections');
    const state = (data: Record<string, unknown>, shown: boolean) =>
      sectionState(visit, section, data, findProblems(visit, data, context), () => shown).state;
    expect(state({}, false)).toBe('open');
    expect(state({}, true)).toBe('problems');
    expect(state({ ...visit.samples[0] }, true)).toBe('done');
    expect(sectionState(visit, changes, {}, [], () => true).state).toBe('optional');
  });
});
