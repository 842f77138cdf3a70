/** F4 letters to the applicant: 补正告知单, 受理告知单, 不予帮扶告知单 (domain.md §6; §3.2: once, in writing, with the remedy). */
import type { PaperRow } from '../../../prints/paper.ts';
import type { Reader } from '../../../prints/reader.ts';
import { onPaper, unbroken, words } from '../../../prints/rows.ts';
import type { Sheet, SheetContext } from '../../../prints/sheet.ts';
import { businessDateOf } from '../../../calendar/time-zone.ts';

interface Letter {
  readonly key: string;
  readonly title: Sheet['title'];
  readonly states?: readonly string[];
  readonly body: (record: Reader, context: SheetContext) => readonly string[];
  /** Day of the letter. */
  readonly on: (record: Reader, context: SheetContext) => string;
}

function letter({ key, title, states, body, on }: Letter): Sheet {
  return {
    key,
    form: 'F4',
    version: '2026-1',
    title,
    isPublic: false,
    page: 'portrait',
    style: 'letter',
    many: false,
    purpose: 'send',
    ...(states === undefined ? {} : { states }),
    fields: { applicant: 'plain', applyOn: 'plain', missingPapers: 'plain', aidType: 'plain' },
    compose: ([record], context) => {
      if (record === undefined) return [];
      const rows: PaperRow[] = [
        words(`编号：${unbroken(record.number)}`, 'right'),
        words(`${record.text('applicant')}：`, 'heading'),
        ...body(record, context).map((text) => words(text)),
        words(`联系电话：${context.officePhone === '' ? '________________' : context.officePhone}`),
        words(`${context.unitName}侨联（盖章）`, 'right'),
        words(onPaper(on(record, context)), 'right'),
        { kind: 'cut', text: '送　达　回　执' },
        words(
          `本人已收到${context.unitName}侨联《${title.zh}》（编号 ${unbroken(record.number)}）。`,
        ),
        words(`收件人签字：________________　与申请人关系：____________`, 'right'),
        words('　　　　年　　月　　日', 'right'),
        words('送达方式：☐当面　☐邮寄　☐留置'),
        words('送达人（两人）：____________　____________'),
      ];
      return rows;
    },
  };
}

const applied = (record: Reader) =>
  `您于${onPaper(record.text('applyOn'))}提出的困难归侨侨眷帮扶申请（${record.text('aidType')}）`;

const penLine = '_'.repeat(32);

export const supplementLetter = letter({
  key: 'hardship.supplement',
  title: { zh: '补正材料一次性告知单', en: 'Papers to be supplied' },
  states: ['to_supplement', 'community_submitted'],
  on: (record, { today }) => dayOf(record, ['supplement'], today),
  body: (record) => {
    const step = record.step('supplement');
    const missing = record
      .text('missingPapers')
      .split('、')
      .filter((paper) => paper !== '');
    return [
      `${applied(record)}已收到。经核对，还需要补交下列材料：`,
      // Printed before the papers were ticked: lines for the pen.
      ...(missing.length === 0 ? Array.from({ length: 3 }, () => penLine) : missing).map(
        (paper, index) => `${index + 1}．${paper}`,
      ),
      ...(step?.opinion === undefined ? [] : [`说明：${step.opinion}`]),
      `请在${step?.dueAfter === undefined ? '收到本单之日起 10 个工作日内' : `${onPaper(step.dueAfter)}前`}交到社区或街道（镇乡）侨联。逾期未补的，视为撤回申请，以后可以重新申请。补正期间不计入办理时限。`,
    ];
  },
});

export const acceptanceLetter = letter({
  key: 'hardship.acceptance',
  title: { zh: '受理告知单', en: 'Acceptance' },
  on: (record, { today }) => dayOf(record, ['accept'], today),
  body: (record) => [
    `${applied(record)}材料齐全，现予受理。`,
    '受理后由两名以上工作人员入户核查，10 个工作日内提出核查意见；初审同意的，在社区或街道公示栏公示不少于 5 个工作日。公示只写姓氏、社区、帮扶类别和金额。',
    '办理中您可以随时询问进度，也可以书面撤回申请。',
  ],
});

export const refusalLetter = letter({
  key: 'hardship.refusal',
  title: { zh: '不予帮扶告知单', en: 'Refusal' },
  states: ['rejected'],
  on: (record, { today }) => dayOf(record, ['refuse', 'uphold', 'district_refuse'], today),
  body: (record) => {
    const step = record.step('refuse', 'uphold', 'district_refuse');
    return [
      `${applied(record)}，经审核，决定不予帮扶。`,
      `理由：${step?.opinion ?? '________________________________'}`,
      '如有不同意见，可以在收到本单之日起 10 个工作日内向作出决定的侨联书面提出复核，并补充材料；家庭情况发生变化的，可以重新申请。符合最低生活保障、特困供养、临时救助等条件的，可以向户籍地或居住地民政部门申请。',
    ];
  },
});

function dayOf(record: Reader, actions: readonly string[], today: string): string {
  const step = record.step(...actions);
  return step === null ? today : businessDateOf(step.at);
}
