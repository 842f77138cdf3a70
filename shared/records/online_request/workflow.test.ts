import { describe, expect, it } from 'vitest';
import {
  registerWorkflowTable,
  testActor,
  testContext,
  testRecord,
} from '../../workflow/testing/register-workflow-table.ts';
import { dueAutoStep, moveRecord } from '../../workflow/move.ts';
import { takeStep } from '../../workflow/workflow.ts';
import { caseOfRequest } from './becomes-a-case.ts';
import { onlineRequest } from './index.ts';
import { answerDueOf } from './workflow.ts';

const [sample] = onlineRequest.samples;
if (sample === undefined) throw new Error('a sample');
const unit = { type: 'unit', id: '330203008', label: '望春街道' };
const household = { type: 'household', id: 'h', label: '虞菊兰户' };
const enterprise = { type: 'enterprise', id: 'e', label: '演示禾舟' };

registerWorkflowTable(onlineRequest, {
  data: { ...sample, receivedAt: '2026-11-19T02:00:00.000Z', answerDue: '2026-11-24' },
  today: '2026-11-20',
  // domain.md §3.5. The server itself brings requests and takes ratings (server/intake); no account of a person may.
  specified: {
    arrive: { way: '– > new', who: 'D', within: 1 },
    sign: { way: 'new > signed', who: 'O', within: 1 },
    route: { way: 'signed > routed', who: 'O' },
    link: { way: 'signed, routed > linked', who: 'O' },
    answer: { way: 'signed, routed, linked > answered', who: 'OL' },
    // H checks policy answers.
    propose_answer: { way: 'signed, routed, linked > to_check', who: 'OL', within: 1 },
    check_answer: { way: 'to_check > answered', who: 'H' },
    send_back_answer: { way: 'to_check > routed', who: 'H', within: 1 },
    answer_again: { way: 'rated > answered', who: 'H' },
    rate: { way: 'answered > rated', who: '', within: 3 },
    close: { way: 'rated > closed', who: 'OH' },
    set_aside: { way: 'new, signed, routed, linked, to_check > invalid', who: 'H' },
    merge: { way: 'new, signed, routed, linked, to_check > merged', who: 'H' },
    forward: { way: 'returned, new > forwarded', who: 'D' },
    give_back: { way: 'new, signed, routed > returned', who: 'O', within: 1 },
  },
  cases: [
    { action: 'arrive', data: { forwardedFrom: 'before' } },
    { action: 'sign' },
    {
      action: 'route',
      data: { owner: { type: 'user', id: 'u', label: '史红勤' } },
      missing: [{ without: ['owner'], code: 'required' }],
    },
    {
      action: 'link',
      data: { target: 'ticket', subject: enterprise },
      missing: [
        { without: ['target'], code: 'required' },
        { data: { target: 'person' }, code: 'online_request.not_a_case' },
        { without: ['subject'], code: 'online_request.enterprise_needed' },
        { data: { target: 'legal' }, without: ['subject'], code: 'online_request.client_needed' },
        {
          data: { target: 'legal', subject: household },
          code: 'online_request.person_or_enterprise',
        },
        { data: { target: 'hardship' }, code: 'online_request.household_needed' },
      ],
    },
    {
      action: 'answer',
      data: { answer: '可以到社区办理' },
      missing: [
        { without: ['answer'], code: 'required' },
        {
          data: { isPolicy: true, answerDocRef: '甬政发〔2026〕3号' },
          code: 'online_request.policy_is_checked',
        },
      ],
    },
    {
      action: 'propose_answer',
      data: { answer: '按文件执行', isPolicy: true, answerDocRef: '甬政发〔2026〕3号' },
      missing: [
        { without: ['answer'], code: 'required' },
        { without: ['answerDocRef'], code: 'online_request.doc_ref' },
      ],
    },
    {
      action: 'check_answer',
      data: { answer: '按文件执行' },
      missing: [{ without: ['answer'], code: 'required' }],
    },
    { action: 'send_back_answer', missing: [{ opinion: '', code: 'required' }] },
    {
      action: 'answer_again',
      data: { answer: '补充说明', rating: 2, answers: 1 },
      missing: [
        { data: { rating: 3 }, code: 'online_request.rated_well' },
        { data: { answers: 2 }, code: 'online_request.answered_twice' },
        { without: ['answer'], code: 'required' },
      ],
    },
    { action: 'rate', data: { rating: 4 } },
    {
      action: 'close',
      data: { rating: 4, answers: 1 },
      missing: [{ data: { rating: 1 }, code: 'online_request.answer_again_first' }],
    },
    { action: 'set_aside', missing: [{ opinion: '', code: 'required' }] },
    {
      action: 'merge',
      data: { otherNo: 'WS2026-0001' },
      missing: [
        { without: ['otherNo'], code: 'required' },
        { opinion: '', code: 'required' },
      ],
    },
    {
      action: 'forward',
      data: { toUnit: unit },
      missing: [{ without: ['toUnit'], code: 'required' }],
    },
    { action: 'give_back', missing: [{ opinion: '', code: 'required' }] },
  ],
});

describe('an online request', () => {
  it('that became a case is answered when the case is closed', () => {
    const asked = (state: string, open: number) =>
      takeStep(
        onlineRequest,
        'answer',
        state,
        testRecord(onlineRequest, state, { ...sample, answer: '已办结' }),
        testContext(testActor('O'), '2026-11-20', { facts: { linked_open: open } }),
      );
    expect(asked('linked', 1)).toMatchObject({
      ok: false,
      problems: [{ code: 'online_request.case_open' }],
    });
    expect(asked('linked', 0).ok).toBe(true);
    expect(asked('signed', 1).ok).toBe(true);
  });

  it('becomes the draft of a hardship case of the household, which says where it came from', () => {
    const record = testRecord(onlineRequest, 'linked', {
      ...sample,
      receivedAt: '2026-11-19T02:00:00.000Z',
      target: 'hardship',
      subject: household,
    });
    const [made] = caseOfRequest(record as never, testContext(testActor('O'), '2026-11-20'));
    expect(made).toMatchObject({
      type: 'hardship_case',
      action: 'start',
      data: { household, applyOn: '2026-11-19', source: { type: 'online_request', id: record.id } },
      takes: [{ field: 'applicant' }, { field: 'qiaoIdentity' }],
    });
  });

  it.each([
    ['advice', '2026-11-24'],
    ['idea', '2026-11-26'],
    ['project', '2026-12-03'],
    ['startup', '2026-12-03'],
  ])('of kind %s is answered by %s, counted from the server’s receipt', (kind, due) => {
    expect(answerDueOf({ kind, receivedAt: '2026-11-19T02:00:00.000Z' })).toBe(due);
    // Half past seven in the evening of the eighteenth in London is the nineteenth in Ningbo.
    expect(answerDueOf({ kind, receivedAt: '2026-11-18T19:30:00.000Z' })).toBe(due);
  });

  it('closes by itself fifteen days after the answer when nobody rates it', () => {
    const officer = testActor('O');
    const step = onlineRequest.workflow?.transitions.find(({ action }) => action === 'answer');
    if (step === undefined) throw new Error('answer exists');
    const answered = moveRecord(
      onlineRequest,
      testRecord(onlineRequest, 'signed', { ...sample, answer: '可以' }),
      { transition: step, from: 'signed', stepId: 's' },
      testContext(officer, '2026-11-20'),
    );
    const at = (now: string) =>
      dueAutoStep(onlineRequest, answered, { ...testContext(officer, '2026-12-05'), now });
    expect(at('2026-12-05T15:59:59.000Z')).toBeNull();
    expect(at('2026-12-05T16:00:00.000Z')?.transition.to).toBe('closed');
  });
});
