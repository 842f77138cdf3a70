import { describe, expect, it } from 'vitest';
import { testRecord } from '../../workflow/testing/register-workflow-table.ts';
import { recordType } from '../registry.ts';
import { draftAnswer } from './draft-answer.ts';

const cases = ['ticket', 'legal_case', 'hardship_case', 'suggestion'];

function found(type: string, state: string, data: Record<string, unknown> = {}) {
  const known = recordType(type);
  if (known === undefined) throw new Error(type);
  return testRecord(known, state, data);
}

describe('the first words of an answer', () => {
  it('are the result of the case and what was written for the asker, nothing that was found at home', () => {
    expect(
      draftAnswer(
        '缺工',
        found('ticket', 'closed', { result: 'solved', resultText: '已招到 8 人。' }),
      ),
    ).toBe('您反映的“缺工”已办结。\n办理结果：已解决。\n已招到 8 人。');
    expect(
      draftAnswer(
        '药费',
        found('hardship_case', 'closed', {
          closeResult: 'out',
          reason: '尿毒症',
          approvedAmount: 1,
        }),
      ),
    ).toBe('您反映的“药费”已办结。\n办理结果：已脱困。');
    expect(draftAnswer('建议', found('suggestion', 'adopted', { reply: '已安排。' }))).toContain(
      '已采纳。\n已安排。',
    );
  });

  it.each(
    cases.flatMap((type) =>
      Object.entries(recordType(type)?.workflow?.states ?? {}).map(
        ([state, { open }]) => [type, state, open] as const,
      ),
    ),
  )('of %s in %s exist when nobody works on it any more (open: %s)', (type, state, open) => {
    expect(draftAnswer('事项', found(type, state)) === null).toBe(open);
  });
});
