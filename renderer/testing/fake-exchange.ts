/** USB exchange without a core, for looking at screens. */
import type { Input, Output } from '../../shared/bridge/contract.ts';
import type { exchangeProcedures } from '../../shared/bridge/exchange.ts';
import type { BundlePreview, RegisterEntry } from '../../shared/exchange/desk-protocol.ts';

type Name = keyof typeof exchangeProcedures;
type Handlers = { [P in Name]: (input: Input<P>) => Output<P> };

const checksum = '7d0f1c3a9be24455a8c16f20d7e93b8410fa2ce67715d2b9a04c3e8f6b1d9027';

const sent: RegisterEntry = {
  id: 'e1',
  direction: 'out',
  kind: 'up',
  unit: '330203008',
  unitName: '望春街道',
  letter: 'A',
  seq: 7,
  answers: 0,
  checksum,
  mediaNo: 'U-07',
  handler: '励海平',
  virusChecked: true,
  rows: 46,
  accepted: 0,
  conflicts: 0,
  rejected: 0,
  missing: [],
  times: 1,
  receivedAt: null,
  at: '2026-11-23T01:05:00.000Z',
};

export const fakeEntries: readonly RegisterEntry[] = [
  sent,
  {
    ...sent,
    id: 'e2',
    direction: 'in',
    kind: 'reply',
    seq: 6,
    answers: 6,
    rows: 18,
    accepted: 30,
    conflicts: 1,
    rejected: 1,
    missing: [5],
    checksum: `a1${checksum.slice(2)}`,
    at: '2026-11-06T02:40:00.000Z',
  },
  {
    ...sent,
    id: 'e3',
    seq: 6,
    rows: 32,
    receivedAt: '2026-11-06T02:40:00.000Z',
    checksum: `b2${checksum.slice(2)}`,
    at: '2026-11-05T06:12:00.000Z',
  },
];

export const fakePreview: BundlePreview = {
  fileName: 'QB-330203008-A-D0008.qbx',
  checksum,
  kind: 'reply',
  unit: '330203008',
  unitName: '望春街道',
  letter: 'A',
  seq: 8,
  answers: 7,
  createdAt: '2026-11-23T01:30:00.000Z',
  mediaNo: 'U-07',
  userName: '沈明红',
  rows: 61,
  files: 0,
  types: { household: 12, person: 20, visit: 9, event: 20 },
  standing: 'new',
  missing: [7],
  accepted: 44,
  conflicts: 1,
  rejected: { invalid: 1 },
};

export const fakeExchange: Handlers = {
  'exchange.board': () => ({
    ok: true,
    value: {
      types: { household: 3, person: 5, visit: 4, event: 20 },
      pending: 32,
      files: { count: 2, bytes: 1_400_000, small: 1 },
      oldestPendingAt: '2026-11-05T06:12:00.000Z',
      lastUp: 7,
      lastDown: 6,
      confirmedUp: 6,
      hasKey: true,
      entries: [...fakeEntries],
      folder: null,
      folderTrouble: '',
      isDesk: false,
    },
  }),
  'exchange.make': () => ({
    ok: true,
    value: {
      ok: true,
      value: { fileName: 'QB-330203008-A-0008.qbx', text: 'QBX1', entry: { ...sent, seq: 8 } },
    },
  }),
  'exchange.look': () => ({ ok: true, value: { ok: true, value: fakePreview } }),
  'exchange.take': () => ({
    ok: true,
    value: {
      ok: true,
      value: {
        entry: { ...sent, direction: 'in', kind: 'reply', seq: 8, answers: 7 },
        rows: 61,
        files: 0,
        pending: 1,
        more: false,
        behind: false,
        equal: false,
      },
    },
  }),
  'exchange.setFolder': () => fakeExchange['exchange.board']({}),
  'exchangeDesk.register': () => ({ ok: true, value: { entries: [...fakeEntries], devices: [] } }),
  'exchangeDesk.look': () => ({
    ok: true,
    value: { ok: true, value: { ...fakePreview, kind: 'up' } },
  }),
  'exchangeDesk.take': () => ({
    ok: true,
    value: { ok: true, value: { entry: sent, reply: reply() } },
  }),
  'exchangeDesk.make': () => ({ ok: true, value: { ok: true, value: reply() } }),
};

function reply() {
  return { fileName: 'QB-330203008-A-D0008.qbx', text: 'QBX1', entry: sent };
}
