/** Paper and spreadsheets over the fake bridge: one visit on its sheet, one ledger that comes back with a change and a problem. */
import type { Input, Output, ProcedureName } from '../../shared/bridge/contract.ts';
import type { Paper } from '../../shared/prints/paper.ts';
import { line, pair, signatures } from '../../shared/prints/rows.ts';

type Names = Extract<ProcedureName, `prints.${string}` | `excel.${string}`>;
type Handlers = { [P in Names]: (input: Input<P>) => Output<P> };

export const fakePaper: Paper = {
  sheet: 'visit.record',
  form: 'F1 2026-1',
  title: '走访慰问登记表',
  page: 'portrait',
  style: 'table',
  office: '海曙区望春街道侨联',
  unitName: '望春街道',
  number: 'ZF2026008-A0001',
  classWord: '内部',
  isPublic: false,
  rows: [
    line([pair('走访对象', '虞菊兰户', 12), pair('电　话', '101****0001', 12)]),
    signatures(['被访人']),
  ],
  code: '7K3M-9QXZ',
  qr: 'QB1 visit v1 7K3M-9QXZ',
  printedBy: '励海平',
  printedAt: '2026-11-23 09:45',
  overprints: [],
};

const file = { fileName: '走访台账_望春街道_2026-11-23.xlsx', size: 4 };

export const fakePapers: Handlers = {
  'prints.compose': () => ({
    ok: true,
    value: { papers: [fakePaper], ids: ['v1'], left: 0, mayBeFull: true },
  }),
  'prints.note': () => ({ ok: true, value: {} }),
  'prints.check': () => ({
    ok: true,
    value: { verdict: 'absent', record: null, at: null, since: [], lines: null },
  }),
  'excel.export': () => ({ ok: true, value: { job: 'job-1' } }),
  'excel.request': () => ({ ok: true, value: { id: 'request-1', bizNo: 'SQ2026008-A0001' } }),
  'excel.takeOut': () => ({ ok: true, value: { job: 'job-4' } }),
  'excel.template': () => ({ ok: true, value: { job: 'job-2' } }),
  'excel.job': () => ({
    ok: true,
    value: {
      state: 'ready',
      done: 1,
      total: 1,
      failure: null,
      password: '',
      report: null,
      changes: null,
      ...file,
    },
  }),
  'excel.read': () => ({ ok: true, value: { data: btoa('PK34'), size: file.size } }),
  'excel.drop': () => ({ ok: true, value: {} }),
  'excel.upload': () => ({ ok: true, value: { upload: 'upload-1' } }),
  'excel.piece': () => ({ ok: true, value: {} }),
  'excel.preview': () => ({
    ok: true,
    value: {
      sheets: ['走访台账'],
      sheet: '走访台账',
      encoding: 'utf-8',
      headerRow: 3,
      columns: [{ index: 0, heading: '地点', key: 'place' }],
      counts: { new: 0, change: 1, same: 3, error: 1 },
    },
  }),
  'excel.rows': () => ({
    ok: true,
    value: {
      total: 1,
      rows: [
        {
          row: 4,
          kind: 'change',
          id: 'v1',
          label: '虞菊兰户',
          changes: [{ title: '地点', before: '家中', after: '社区' }],
          problems: [],
        },
      ],
    },
  }),
  'excel.apply': () => ({ ok: true, value: { job: 'job-3' } }),
  'excel.batches': () => ({ ok: true, value: [] }),
  'excel.undo': () => ({ ok: true, value: { undone: 1, kept: 0 } }),
};
