/** States of sync that real work comes to seldom, put before the page so that they can be looked at (preview.tsx, `?state=`). */
import type { SyncState } from '../../shared/bridge/contract.ts';
import { fakeSyncState, syncBoard } from './fake-boards.ts';
import type { FakeBridge } from './fake-bridge.ts';
import { fakePreview } from './fake-exchange.ts';

const calm: Partial<SyncState> = { face: 'pending', attention: 0 };
const stopped = (code: string): Partial<SyncState> => ({
  face: 'attention',
  attention: 0,
  online: false,
  lastFailure: {
    code,
    params: { server: 'https://qiao.example', going: 5120, all: 18_426 },
  } as never,
});

export const syncStates: Readonly<Record<string, (bridge: FakeBridge) => void>> = {
  'first-sync': (bridge) =>
    show(bridge, {
      ...calm,
      pending: 0,
      running: true,
      provedAt: null,
      firstSync: { received: 31_240, total: 61_903, done: false },
    }),
  'brake-restored': (bridge) => brake(bridge, 'restored', 'E_SERVER_RESTORED'),
  'brake-rolled-back': (bridge) => brake(bridge, 'rolled_back', 'E_SERVER_RESTORED'),
  'brake-loss': (bridge) => brake(bridge, 'mass_delete', 'E_MASS_DELETE'),
  'other-certificate': (bridge) => show(bridge, stopped('E_CERT_UNKNOWN')),
  'waiting-box'(bridge) {
    show(bridge, { ...calm, pending: 0, boxes: 1, oldestPendingAt: null });
    bridge.answer('rescue.mine', () => ({
      ok: true,
      value: {
        boxes: [],
        waiting: [{ id: 'box-1', madeAt: '2026-11-23T00:40:00.000Z', parts: 2 }],
      },
    }));
    keep(bridge);
  },
  kept: keep,
  'before-restore': (bridge) =>
    bridge.answer('exchange.look', () => ({
      ok: true,
      value: { ok: true, value: { ...fakePreview, standing: 'before_restore' } },
    })),
};

function show(bridge: FakeBridge, change: Partial<SyncState>): void {
  const state = { ...fakeSyncState(bridge.office), ...change };
  bridge.answer('sync.state', () => state);
  bridge.answer('sync.board', () => {
    const board = syncBoard(bridge.office);
    return board.ok ? { ok: true, value: { ...board.value, state, cards: [] } } : board;
  });
}

function brake(
  bridge: FakeBridge,
  kind: 'restored' | 'rolled_back' | 'mass_delete',
  code: string,
): void {
  show(bridge, stopped(code));
  const [going, all] = kind === 'mass_delete' ? [5120, 18_426] : [0, 0];
  const at = '2026-11-23T01:51:00.000Z';
  bridge.answer('sync.brake', () => ({
    ok: true,
    value: {
      brake: { kind, at, going, all },
      decisions: [
        { kind, at: '2026-11-20T01:00:00.000Z', going, all, choice: 'again', by: '励海平' },
      ],
    },
  }));
}

/** Sealed profiles of colleagues wait on this computer. */
function keep(bridge: FakeBridge): void {
  const session = bridge.call('app.session', {});
  bridge.answer('app.session', async () => ({ ...(await session), kept: 2 }));
}
