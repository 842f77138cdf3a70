/** Today's board and the sync centre of the fake office. */
import type { Card, Output, SyncState, TodayItem } from '../../shared/bridge/contract.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { FakeOffice } from './fake-office.ts';

export function todayBoard(office: FakeOffice): Output<'today.board'> {
  const households = office.records.filter(({ type }) => type === 'household').slice(0, 14);
  const due = [
    '2026-11-20',
    '2026-11-22',
    '2026-11-23',
    '2026-11-23',
    '2026-11-24',
    '2026-11-24',
    '2026-11-25',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-28',
    '2026-11-29',
    '2026-11-29',
  ];
  const items = households.map((record, index): TodayItem => {
    const day = due[index] ?? '2026-11-29';
    return {
      id: `due:${record.id}`,
      group: groupOf(day),
      kind: 'visit_due',
      due: day,
      type: 'household',
      recordId: record.id,
      subject: recordType('household')?.label(record.data) ?? '',
      what: 'visit_next',
      whatParams: { last: '2026-08-22' },
      place: record.community,
    };
  });
  const suggestion = office.records.find(
    ({ type, state }) => type === 'suggestion' && state === 'registered',
  );
  const visit = office.records.find(({ type }) => type === 'visit');
  if (suggestion !== undefined)
    items.push({
      id: 'answer',
      group: 'today',
      kind: 'waiting',
      due: '2026-11-23',
      type: 'suggestion',
      recordId: suggestion.id,
      subject: String(suggestion.data['content']).slice(0, 14),
      what: 'waiting',
      whatParams: { action: 'answer', state: 'registered' },
      place: suggestion.community,
    });
  if (visit !== undefined)
    items.push({
      id: 'sync:1',
      group: 'today',
      kind: 'sync',
      due: null,
      type: 'visit',
      recordId: visit.id,
      subject: recordType('visit')?.label(visit.data) ?? '',
      what: 'sync_rejected',
      whatParams: {},
      place: '',
    });
  for (const draft of office.drafts)
    items.push({
      id: `draft:${draft.id}`,
      group: 'today',
      kind: 'draft',
      due: null,
      type: draft.type,
      recordId: draft.id,
      subject: draft.title,
      what: 'draft',
      whatParams: {},
      place: '',
    });
  return { ok: true, value: { items, asOf: new Date(office.now).toISOString() } };
}

export function fakeSyncState(office: FakeOffice): SyncState {
  return {
    face: 'attention',
    running: false,
    online: true,
    pending: office.pendingIds.size,
    attention: 2,
    files: { waiting: 0, failed: 0 },
    boxes: 0,
    oldestPendingAt: '2026-11-23T01:43:00.000Z',
    provedAt: '2026-11-23T01:42:00.000Z',
    lastContactAt: '2026-11-23T01:42:00.000Z',
    lastFailure: null,
    clockOffset: 0,
    firstSync: { received: 2318, total: 2318, done: true },
  };
}

export function syncBoard(office: FakeOffice): Output<'sync.board'> {
  const pending = office.records.filter(({ id }) => office.pendingIds.has(id));
  return {
    ok: true,
    value: {
      state: fakeSyncState(office),
      scopes: [
        {
          collection: 'records',
          scope: '330203008',
          name: '望春街道',
          local: 18_426,
          district: 18_423,
          same: false,
        },
        {
          collection: 'events',
          scope: '330203008',
          name: '望春街道',
          local: 41_907,
          district: 41_904,
          same: false,
        },
        {
          collection: 'masters',
          scope: '330203000',
          name: '海曙区',
          local: 2318,
          district: 2318,
          same: true,
        },
      ],
      pending: pending.map((record) => ({
        collection: 'records',
        id: record.id,
        type: record.type,
        label: recordType(record.type)?.label(record.data) ?? '',
        since: '2026-11-23T01:43:00.000Z',
      })),
      cards: fakeCards(office),
      decided: [],
      log: [
        { at: '2026-11-23T01:58:00.000Z', what: 'sent', params: { rows: 12 } },
        { at: '2026-11-23T01:51:00.000Z', what: 'rejected', params: { rows: 1 } },
        {
          at: '2026-11-23T01:20:00.000Z',
          what: 'failed',
          params: { code: 'E_OFFLINE', server: 'https://qiao.example' },
        },
      ],
    },
  };
}

function fakeCards(office: FakeOffice): Card[] {
  const person = office.records.find(({ type }) => type === 'person');
  const visit = office.records.find(({ type }) => type === 'visit');
  return [
    {
      id: 'card-1',
      kind: 'clash',
      type: 'person',
      recordId: person?.id ?? 'x',
      label: String(person?.data['nameCn'] ?? ''),
      at: '2026-11-23T01:42:00.000Z',
      code: 'clash',
      problems: [],
      clashes: [
        {
          field: 'phone',
          base: '10100000007',
          mine: '10100000019',
          theirs: '10100000023',
          mineBy: '励海平',
          mineAt: '2026-11-23T00:52:00.000Z',
          theirsBy: '沈明红',
          theirsAt: '2026-11-20T07:07:00.000Z',
          chosen: null,
          manual: false,
        },
      ],
      merged: 4,
      lost: null,
      decidedAt: null,
      undoable: false,
    },
    {
      id: 'card-2',
      kind: 'rejected',
      type: 'visit',
      recordId: visit?.id ?? 'x',
      label: recordType('visit')?.label(visit?.data ?? {}) ?? '',
      at: '2026-11-23T01:42:00.000Z',
      code: 'E_INVALID',
      problems: [{ field: 'signWay', code: 'visit.cash_signed', severity: 'error' }],
      clashes: [],
      merged: 0,
      lost: null,
      decidedAt: null,
      undoable: false,
    },
  ];
}

function groupOf(day: string): TodayItem['group'] {
  return day < '2026-11-23' ? 'overdue' : day === '2026-11-23' ? 'today' : 'week';
}
