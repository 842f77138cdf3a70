/** What the district takes of a merge, row by row: into another and back, by whoever may write the entry, and nothing in between. */
import { describe, expect, it } from 'vitest';
import type { Envelope, PlainData } from '../../shared/records/envelope.ts';
import { recordType } from '../../shared/records/registry.ts';
import { judgeRecord } from './judge-record.ts';
import type { JudgeContext } from './judgement.ts';

const unit = '330203008';
const context = (roles: readonly ('O' | 'L' | 'D')[], at = unit): JudgeContext => ({
  actor: { userId: 'u1', name: '某', unit: at, community: '', roles },
  isDemo: true,
  now: '2026-11-23T02:00:00.000Z',
  today: '2026-11-23',
  visibility: { scopes: [unit], community: '' } as unknown as JudgeContext['visibility'],
});

function row(type: string, state: string, mutation: string, more: PlainData = {}): Envelope {
  return {
    id: 'r1',
    type,
    unit,
    community: '',
    state,
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation,
    createdAt: '2026-11-01T00:00:00.000Z',
    createdBy: 'u1',
    updatedAt: '2026-11-01T00:00:00.000Z',
    updatedBy: 'u1',
    device: 'd1',
    data: { ...recordType(type)?.samples[0], ...more },
  };
}

function judge(
  before: Envelope,
  after: Envelope,
  roles: readonly ('O' | 'L' | 'D')[] = ['O'],
  at = unit,
): string {
  const verdict = judgeRecord(
    context(roles, at),
    before.mutation,
    { doc: after, deleted: false },
    { doc: before, deleted: false },
  );
  return verdict.kind === 'rejected' ? verdict.code : verdict.kind;
}

describe('a merged entry', () => {
  const active = row('household', 'active', 'm1');
  const absorbed = row('household', 'absorbed', 'm2');

  it('goes and comes back', () => {
    expect(judge(active, absorbed)).toBe('write');
    expect(judge(absorbed, row('household', 'active', 'm3'))).toBe('write');
  });

  it('may be changed before it goes, and is closed while it is gone', () => {
    expect(judge(active, row('household', 'absorbed', 'm2', { note: '补记' }))).toBe('write');
    expect(judge(absorbed, row('household', 'absorbed', 'm3', { note: '补记' }))).toBe(
      'closed_state',
    );
  });

  it('is nothing for somebody who may not write it, nor for a type that is not merged', () => {
    expect(judge(active, absorbed, ['D'], '330203000')).toBe('no_role');
    expect(judge(row('relation', 'active', 'm1'), row('relation', 'absorbed', 'm2'))).toBe(
      'illegal_transition',
    );
    expect(judge(row('household', 'odd', 'm1'), absorbed)).toBe('illegal_transition');
  });
});
