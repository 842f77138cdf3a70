/** §3.6 数据出口: 申请 → 批准 → 导出 → 登记 → 到期销毁. Whoever asks does not approve; lists of more than 500 people need the district's two. */
import { addDays } from '../../calendar/day.ts';
import { startOfBusinessDate } from '../../calendar/time-zone.ts';
import type { Problem } from '../../fields/field.ts';
import type { Effect, TransitionContext, Workflow } from '../../workflow/workflow.ts';
import type { Envelope } from '../envelope.ts';
import type { ExportRequestData } from './schema.ts';

type Request = Envelope<ExportRequestData>;

/** More people than this are the district's to decide (domain.md §3.0: D approve >500 people with B). */
export const districtPeople = 500;
/** Calendar days in which an approval may be used. */
const validDays = 7;
/** Calendar days for which a copy may be kept at most. */
export const mostKeptDays = 365;

export const exportRequestWorkflow: Workflow<ExportRequestData> = {
  tracked: true,
  states: {
    applied: { editable: false, open: true },
    reviewed: { editable: false, open: true, district: true },
    approved: { editable: false, open: true },
    exported: { editable: false, open: true },
    destroyed: { editable: false, open: false },
    refused: { editable: false, open: false },
    lapsed: { editable: false, open: false },
    withdrawn: { editable: false, open: false },
  },
  transitions: [
    {
      action: 'apply',
      from: [null],
      to: 'applied',
      who: ['O', 'H', 'D'],
      guard: endIsNear,
      nextWithin: 2,
    },
    {
      action: 'approve',
      from: ['applied'],
      to: 'approved',
      who: ['H', 'D', 'B'],
      notWhoDid: ['apply'],
      needsOpinion: true,
      guard: (record) => (isLarge(record) ? [problem('rows', 'export_request.large')] : []),
      effects: openWindow,
      term: { cd: validDays },
    },
    {
      action: 'review',
      from: ['applied'],
      to: 'reviewed',
      who: ['D'],
      notWhoDid: ['apply'],
      needsOpinion: true,
      guard: (record) => (isLarge(record) ? [] : [problem('rows', 'export_request.not_large')]),
      nextWithin: 2,
    },
    {
      action: 'approve_large',
      from: ['reviewed'],
      to: 'approved',
      who: ['B'],
      notWhoDid: ['apply', 'review'],
      needsOpinion: true,
      effects: openWindow,
      term: { cd: validDays },
    },
    {
      action: 'refuse',
      from: ['applied', 'reviewed'],
      to: 'refused',
      who: ['H', 'D', 'B'],
      needsOpinion: true,
      tone: 'danger',
      aside: true,
    },
    {
      // Taken by the program itself when the file is made; nobody can say so without a file.
      action: 'take_out',
      from: ['approved'],
      to: 'exported',
      who: ['O', 'H', 'D'],
      onlyOwn: true,
      asks: ['exportedOn', 'exportedRows', 'fileMark'],
      guard: (record, context) => [...hasFile(record), ...isValid(record, context)],
      term: ({ data }) => ({ on: data.keepUntil }),
      aside: true,
    },
    {
      action: 'destroy',
      from: ['exported'],
      to: 'destroyed',
      who: ['O', 'H', 'D'],
      onlyOwn: true,
      asks: ['destroyedOn', 'destroyNote'],
      guard: ({ data }) =>
        data.destroyedOn === undefined ? [problem('destroyedOn', 'required')] : [],
    },
    {
      action: 'withdraw',
      from: ['applied', 'reviewed', 'approved'],
      to: 'withdrawn',
      who: ['O', 'H', 'D'],
      onlyOwn: true,
      aside: true,
      tone: 'danger',
    },
    {
      action: 'lapse',
      from: ['approved'],
      to: 'lapsed',
      who: ['O', 'H', 'D'],
      auto: ({ data }) =>
        data.validTo === undefined ? null : startOfBusinessDate(addDays(data.validTo, 1)),
    },
  ],
  chain: [
    { words: { zh: '申请', en: 'Asked' }, states: [], actions: ['apply'] },
    {
      words: { zh: '批准', en: 'Approved' },
      states: ['applied', 'reviewed'],
      actions: ['approve', 'approve_large'],
    },
    { words: { zh: '导出', en: 'Taken out' }, states: ['approved'], actions: ['take_out'] },
    { words: { zh: '到期销毁', en: 'Destroyed' }, states: ['exported'], actions: ['destroy'] },
  ],
};

function isLarge({ data }: Request): boolean {
  return data.aboutPeople === true && data.rows > districtPeople;
}

function endIsNear({ data }: Request, { today }: TransitionContext): readonly Problem[] {
  return data.keepUntil <= today || data.keepUntil > addDays(today, mostKeptDays)
    ? [{ ...problem('keepUntil', 'export_request.keep'), params: { days: mostKeptDays } }]
    : [];
}

function hasFile({ data }: Request): readonly Problem[] {
  return [
    ...(['exportedOn', 'exportedRows', 'fileMark'] as const)
      .filter((field) => data[field] === undefined)
      .map((field) => problem(field, 'required')),
    ...((data.exportedRows ?? 0) > data.rows
      ? [problem('exportedRows', 'export_request.more_rows')]
      : []),
  ];
}

function isValid({ data }: Request, { today }: TransitionContext): readonly Problem[] {
  return data.validTo !== undefined && today > data.validTo
    ? [problem('validTo', 'export_request.lapsed')]
    : [];
}

function openWindow({ id }: Request, { today }: TransitionContext): readonly Effect[] {
  return [
    {
      kind: 'patch',
      type: 'export_request',
      id,
      data: { validTo: addDays(today, validDays) },
    },
  ];
}

function problem(field: string, code: string): Problem {
  return { field, code, severity: 'error' };
}
