/** A bridge without a core, typed by the contract: for component tests and for looking at screens. */
import type {
  Bridge,
  Input,
  LiveMessage,
  Output,
  ProcedureName,
  SessionState,
} from '../../shared/bridge/contract.ts';
import { recordType } from '../../shared/records/registry.ts';
import { validateRecord } from '../../shared/records/validate.ts';
import { fakeSyncState, syncBoard, todayBoard } from './fake-boards.ts';
import { fakeDevices } from './fake-devices.ts';
import { fakeExchange } from './fake-exchange.ts';
import { fakeFiles } from './fake-files.ts';
import { fakeHearts } from './fake-hearts.ts';
import { fakeKeepingBoard } from './fake-keeping.ts';
import { listRecords, wordsOf } from './fake-list.ts';
import { fakeVisits } from './fake-visits.ts';
import { createFakeOffice, type FakeOffice } from './fake-office.ts';
import { fakePapers } from './fake-papers.ts';
import { fakeRegister } from './fake-register.ts';
import { checkOf, contextOf, getRecord, saveRecord } from './fake-records.ts';

type Handlers = { [P in ProcedureName]: (input: Input<P>) => Output<P> | Promise<Output<P>> };

export interface FakeBridge extends Bridge {
  readonly office: FakeOffice;
  /** Every call so far, in order. */
  readonly calls: { readonly name: ProcedureName; readonly input: unknown }[];
  /** Replaces single answers, e.g. by failures or by ones that wait. */
  answer<P extends ProcedureName>(
    name: P,
    handler: (input: Input<P>) => Output<P> | Promise<Output<P>>,
  ): void;
  push(message: LiveMessage): void;
}

export function createFakeBridge(
  office: FakeOffice = createFakeOffice(),
  phase: SessionState['phase'] = 'ready',
): FakeBridge {
  const handlers: Handlers = createHandlers(office, sessionOf(office, phase));
  const listeners = new Set<(message: LiveMessage) => void>();
  const calls: { name: ProcedureName; input: unknown }[] = [];
  return {
    office,
    calls,
    async call<P extends ProcedureName>(name: P, input: Input<P>): Promise<Output<P>> {
      calls.push({ name, input });
      return handlers[name](input);
    },
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    answer(name, handler) {
      (handlers as Record<string, unknown>)[name] = handler;
    },
    push: (message) => listeners.forEach((listener) => listener(message)),
  };
}

function createHandlers(office: FakeOffice, session: SessionState): Handlers {
  const now = () => new Date(office.now).toISOString();
  const signedIn = () => ({ ok: true as const, value: { ...sessionOf(office, 'ready') } });
  return {
    ...fakeDevices(),
    ...fakeVisits(),
    ...fakeRegister,
    ...fakePapers,
    ...fakeHearts,
    'app.session': () => session,
    'app.enrol': () => ({ ok: true, value: sessionOf(office, 'login') }),
    'app.login': ({ password }) =>
      password === 'wrong' ? { ok: false, error: { code: 'E_LOGIN_WRONG' } } : signedIn(),
    'app.unlock': ({ password }) =>
      password === 'wrong'
        ? { ok: false, error: { code: 'E_PASSWORD_WRONG', params: { left: 4 } } }
        : signedIn(),
    'app.lock': () => ({ ok: true, value: sessionOf(office, 'locked') }),
    'app.startDemo': () => ({ ok: false, error: { code: 'E_DEMO_FAILED' } }),
    'app.changePassword': () => ({ ok: true, value: {} }),
    'app.rotateKey': () => signedIn(),
    'app.wipe': () => ({ ok: true, value: sessionOf(office, 'enrol') }),
    'recovery.request': () => ({
      ok: true,
      value: { text: `QB1.recovery-request.${'x'.repeat(300)}` },
    }),
    'recovery.use': () => signedIn(),
    ...fakeExchange,
    'keeping.board': () => ({ ok: true, value: fakeKeepingBoard }),
    'keeping.backUp': () => ({ ok: true, value: fakeKeepingBoard }),
    'keeping.check': () => ({ ok: true, value: fakeKeepingBoard }),
    'keeping.restore': () => signedIn(),
    'keeping.undoRestore': () => signedIn(),
    'keeping.setSecondPlace': () => ({ ok: true, value: fakeKeepingBoard }),
    'keeping.readNotes': () => signedIn(),
    'app.settings': () => office.settings,
    'app.saveSettings': (settings) => {
      office.settings = settings;
      return { ok: true, value: settings };
    },
    'records.get': ({ id }) => getRecord(office, id),
    'records.unmask': ({ id, field }) => ({
      ok: true,
      value: String(office.records.find((each) => each.id === id)?.data[field] ?? ''),
    }),
    'records.list': (query) => ({ ok: true, value: listRecords(office, query) }),
    'records.check': ({ type, data }) => ({
      ok: true,
      value: validateRecord(recordType(type)!, data, checkOf(office)).map((each) => ({
        ...each,
        params: { ...each.params },
      })),
    }),
    'records.save': (input) => saveRecord(office, input),
    'records.act': () => ({ ok: true, value: { state: 'confirmed' } }),
    'records.remove': () => ({ ok: true, value: {} }),
    'records.timeline': ({ id }) => ({
      ok: true,
      value: office.events
        .filter(({ recordId }) => recordId === id)
        .map((event) => ({
          ...event,
          data: event.data as never,
          pending: office.pendingIds.has(id),
        })),
    }),
    'records.context': ({ id }) => contextOf(office, id),
    'household.quick': ({ headName }) => ({
      ok: true,
      value: { type: 'household', id: 'quick-1', label: `${headName}户` },
    }),
    'search.find': ({ text, types, limit }) => ({
      ok: true,
      value: office.records
        .filter(
          (record) =>
            types.includes(record.type) &&
            wordsOf(recordType(record.type)!, record).some((word) => word.includes(text)),
        )
        .slice(0, limit)
        .map((record) => ({
          type: record.type,
          id: record.id,
          title: recordType(record.type)?.list.search?.title(record) ?? '',
          subtitle: recordType(record.type)?.list.search?.subtitle(record) ?? '',
          community: record.community,
          match: { in: 'other' as const, text: '', marks: [] },
        })),
    }),
    'drafts.save': (draft) => {
      office.drafts = [
        ...office.drafts.filter(({ id }) => id !== draft.id),
        { ...draft, updatedAt: now() },
      ];
      return { ok: true, value: { savedAt: now() } };
    },
    'drafts.list': () => ({ ok: true, value: office.drafts }),
    'drafts.get': ({ id }) => {
      const found = office.drafts.find((draft) => draft.id === id);
      return found === undefined
        ? { ok: false, error: { code: 'E_NOT_FOUND' } }
        : { ok: true, value: found };
    },
    'drafts.drop': ({ id }) => {
      office.drafts = office.drafts.filter((draft) => draft.id !== id);
      return { ok: true, value: {} };
    },
    'ledger.balances': () => ({
      ok: true,
      value: ['gov', 'project', 'donation'].map((source) => ({
        source,
        open: 0,
        income: 1_000_000,
        spent: 400_000,
        balance: 600_000,
        toReview: 0,
      })),
    }),
    'today.board': () => todayBoard(office),
    'sync.state': () => fakeSyncState(office),
    'sync.now': () => ({ ok: true, value: fakeSyncState(office) }),
    'sync.board': () => syncBoard(office),
    'sync.choose': () => ({ ok: false, error: { code: 'E_NOT_FOUND' } }),
    'sync.chooseMany': () => ({ ok: true, value: { done: [], left: 0 } }),
    'sync.undo': () => ({ ok: false, error: { code: 'E_CARD_FIXED' } }),
    'sync.dismiss': () => ({ ok: true, value: {} }),
    'sync.brake': () => ({ ok: true, value: { brake: null, decisions: [] } }),
    'sync.decideBrake': () => ({ ok: true, value: {} }),
    ...fakeFiles(),
    'masters.users': () => ({
      ok: true,
      value: office.staff.map((each) => ({
        type: 'user',
        id: each.userId,
        label: each.name,
        unit: each.unit,
        roles: [...each.roles],
      })),
    }),
    'rescue.boxes': () => ({ ok: true, value: { boxes: [] } }),
    'rescue.look': () => ({ ok: false, error: { code: 'E_NOT_FOUND' } }),
    'rescue.decide': () => ({ ok: false, error: { code: 'E_NOT_FOUND' } }),
    'rescue.mine': () => ({ ok: true, value: { boxes: [], waiting: [] } }),
    'masters.communities': () => ({ ok: true, value: [...office.communities] }),
  };
}

function sessionOf(office: FakeOffice, phase: SessionState['phase']): SessionState {
  return {
    phase,
    leaving: null,
    shell: 'tab',
    appVersion: '0.1.0',
    isDemo: true,
    canDemo: false,
    unit: '330203008',
    unitName: '望春街道',
    server: phase === 'enrol' ? '' : 'http://127.0.0.1:8080',
    profiles:
      phase === 'locked'
        ? [
            {
              id: 'p1',
              login: 'wangchun',
              name: office.actor.name,
              status: 'ok',
              recoverable: true,
            },
            { id: 'p2', login: 'wangchun2', name: '史红勤', status: 'ok', recoverable: false },
          ]
        : [],
    actor: phase === 'ready' ? { ...office.actor, roles: [...office.actor.roles] } : null,
    readOnly: false,
    kept: 0,
    notes: [],
    opening: null,
    leaseEndsOn: phase === 'ready' ? '2027-06-30' : null,
    sealedBySystem: false,
    deviceFingerprint: '5566 7788 9900 1122',
    districtFingerprint: '1234 5678 9012 3456',
    trouble: null,
  };
}
