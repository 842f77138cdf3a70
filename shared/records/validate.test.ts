import { describe, expect, it } from 'vitest';
import { problemText } from '../texts/problems.ts';
import { recordType } from './registry.ts';
import { cleanData, validateRecord } from './validate.ts';

const visit = recordType('visit');
const person = recordType('person');
const enterprise = recordType('enterprise');
if (visit === undefined || person === undefined || enterprise === undefined)
  throw new Error('types are registered');
const context = { now: '2026-11-23T02:00:00.000Z', today: '2026-11-23', isDemo: true };
const [visitSample = {}] = visit.samples;
const [personSample = {}] = person.samples;

const said = (
  type: NonNullable<typeof visit>,
  data: Record<string, unknown>,
  language: 'zh' | 'en' = 'zh',
) =>
  validateRecord(type, data, context)
    .filter((problem) => problem.severity === 'error')
    .map((problem) => [problem.field, problemText(type, problem, language)]);

describe('validateRecord speaks plainly', () => {
  it('names the missing field', () => {
    const { subject: _, ...rest } = visitSample;
    expect(said(visit, rest)).toContainEqual(['subject', '走访对象要填']);
  });

  it('names what a row lacks instead of asking the rules about half a row', () => {
    const documents = [{ id: 'd1', kind: 'id_card' }];
    const found = validateRecord(person, { ...personSample, documents }, context);
    expect(found).toContainEqual({
      field: 'documents.0.number',
      code: 'required',
      severity: 'error',
    });
  });

  it('wants two visitors for cash', () => {
    const visitors = (visitSample['visitors'] as unknown[]).slice(0, 1);
    expect(said(visit, { ...visitSample, visitors })).toEqual([
      ['visitors', '发现金要两名走访人，现在只有 1 名'],
    ]);
  });

  it('wants relation and reason when somebody else received the gift', () => {
    const gifts = [
      {
        id: 'g',
        kind: 'cash',
        amount: 80000,
        fundSource: 'gov',
        receiver: '竺红',
        receiptWay: 'agent',
      },
    ];
    expect(said(visit, { ...visitSample, gifts })).toEqual([
      ['gifts.0.receiverRelation', '代领要写明与户主的关系'],
      ['gifts.0.agentReason', '代领要写明原因'],
    ]);
  });

  it('names the expected check digit of an ID number', () => {
    const documents = [{ id: 'd', kind: 'id', number: '000000195209150021' }];
    const [problem] = said(person, { ...personSample, documents });
    expect(problem?.[0]).toBe('documents.0.number');
    expect(problem?.[1]).toContain('X');
    const code = said(enterprise, { ...enterprise.samples[0], uscc: '91000000DM0000013X' });
    expect(code[0]?.[0]).toBe('uscc');
    expect(code[0]?.[1]).toContain('W');
  });

  it('refuses a visit in the future and a dictionary key that does not exist', () => {
    expect(
      said(visit, { ...visitSample, visitAt: '2026-11-24T02:00:00.000Z', nextOn: undefined }),
    ).toContainEqual(['visitAt', '走访时间不能晚于现在']);
    expect(said(visit, { ...visitSample, mode: 'teleport' })[0]?.[1]).toContain('teleport');
  });

  it('refuses health text without consent, and the type drops it before storing', () => {
    const data = { ...visitSample, healthChange: '血压升高' };
    expect(said(visit, data)).toEqual([['healthConsent', '健康变化要先取得单独同意']]);
    expect(visit.prepare?.(data)).toEqual(visitSample);
  });

  it('counts rare characters once', () => {
    const nameCn = '𬭩'.repeat(60);
    expect(said(person, { ...personSample, nameCn })).toEqual([]);
    expect(said(person, { ...personSample, nameCn: `${nameCn}䶮` })[0]?.[1]).toBe(
      '姓名最多 60 字，现在 61 字',
    );
  });
});

describe('cleanData', () => {
  it('has one form for nothing', () => {
    expect(
      cleanData(visit.fields, { situation: '  ', needs: [], mood: null, place: ' 家 ' }),
    ).toEqual({ place: '家' });
  });
});
