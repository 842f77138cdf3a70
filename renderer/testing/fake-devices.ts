/** Computers of a made-up district: each state once, and what deserves a look. */
import type { BoardDevice } from '../../shared/sync/devices-protocol.ts';
import type { Input } from '../../shared/bridge/contract.ts';

const report = {
  queue: 0,
  files: 0,
  oldestUnsentAt: null,
  clockOffset: 800,
  freeBytes: 81_000_000_000,
};

function device(id: string, changes: Partial<BoardDevice>): BoardDevice {
  return {
    id,
    unit: '330203008',
    unitName: '望春街道',
    letter: 'A',
    name: '办事大厅一号',
    state: 'active',
    wipeOrdered: false,
    fingerprint: '1234 5678 9012 3456',
    users: ['励海平'],
    enrolledAt: '2026-09-01T01:00:00.000Z',
    lastSeenAt: '2026-11-23T01:40:00.000Z',
    appVersion: '0.1.0',
    report,
    rejected: 0,
    ...changes,
  };
}

export function fakeDevices() {
  let devices: readonly BoardDevice[] = [
    device('d1', {
      unit: '330203103',
      unitName: '古林镇',
      name: '侨联办公室',
      state: 'pending',
      users: [],
      lastSeenAt: null,
      report: null,
    }),
    device('d2', {}),
    device('d3', {
      letter: 'B',
      name: '流动服务点',
      users: ['竺红', '励海平'],
      rejected: 2,
      report: {
        ...report,
        queue: 37,
        oldestUnsentAt: '2026-11-12T02:00:00.000Z',
        clockOffset: 10_800_000,
      },
      lastSeenAt: '2026-11-14T02:00:00.000Z',
    }),
    device('d4', { letter: 'C', name: '旧笔记本', state: 'revoked', users: [] }),
    device('d5', { letter: 'D', name: '遗失平板', state: 'wiped', users: [] }),
  ];
  const board = () => ({
    ok: true as const,
    value: { devices: [...devices], serverTime: '2026-11-23T01:42:00.000Z' },
  });
  const set = (id: string, changes: Partial<BoardDevice>) => {
    devices = devices.map((each) => (each.id === id ? { ...each, ...changes } : each));
    return board();
  };
  return {
    'devices.board': board,
    'devices.confirm': ({ deviceId }: Input<'devices.confirm'>) =>
      set(deviceId, { state: 'active' }),
    'devices.revoke': ({ deviceId }: Input<'devices.revoke'>) =>
      set(deviceId, { state: 'revoked', users: [] }),
    'devices.wipe': ({ deviceId }: Input<'devices.wipe'>) => set(deviceId, { wipeOrdered: true }),
    'devices.code': () => ({
      ok: true as const,
      value: { code: 'A7K2-QM4D-93XW', expiresAt: '2026-11-23T01:57:00.000Z' },
    }),
    'devices.preflight': () => ({
      ok: true as const,
      value: { records: 4120, events: 12_300, masters: 210, bytes: 14_600_000, seconds: 19 },
    }),
    'records.moveUnit': () => ({ ok: true as const, value: { records: 4, events: 11 } }),
  };
}
