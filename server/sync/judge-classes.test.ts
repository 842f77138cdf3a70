/** What the district itself holds to of the merge classes (domain.md §2.5), for any rows: M2 and M5. A failure prints its seed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Envelope, EventDoc } from '../../shared/records/envelope.ts';
import { recordTypes } from '../../shared/records/registry.ts';
import { judgeEvent } from './judge-event.ts';
import { judgeRecord } from './judge-record.ts';
import type { JudgeContext } from './judgement.ts';

const unit = '330203008';
const context: JudgeContext = {
  actor: { userId: 'u1', name: '某', unit, community: '', roles: ['O', 'H'] },
  isDemo: true,
  now: '2026-11-23T02:00:00.000Z',
  today: '2026-11-23',
  visibility: { scopes: [unit], community: '' } as unknown as JudgeContext['visibility'],
};

const event: fc.Arbitrary<EventDoc> = fc
  .record({
    kind: fc.constantFrom('create', 'edit', 'transition'),
    at: fc.constantFrom('2026-11-20T02:00:00.000Z', '2026-11-21T02:00:00.000Z'),
    deviceSeq: fc.integer({ min: 1, max: 3 }),
    data: fc.dictionary(fc.constantFrom('opinion', 'changes'), fc.string()),
  })
  .map((drawn) => ({
    id: 'e1',
    recordId: 'r1',
    recordType: 'household',
    unit,
    community: '',
    actor: 'u1',
    actorName: '某',
    device: 'd1',
    mutation: 'm1',
    isDemo: true,
    ...drawn,
  }));

/** As PostgreSQL gives it back: the keys in another order. */
const turned = (doc: EventDoc) =>
  Object.fromEntries(Object.entries(doc).toReversed()) as unknown as EventDoc;

describe('M2 event', () => {
  it('is added once: sent again it is the same, changed or removed it is refused', () => {
    fc.assert(
      fc.property(event, event, (doc, other) => {
        const stored = { doc: turned(doc), deleted: false };
        expect(judgeEvent(context, { doc, deleted: false }, undefined).kind).toBe('write');
        expect(judgeEvent(context, { doc, deleted: false }, stored).kind).toBe('same');
        expect(judgeEvent(context, { doc, deleted: true }, stored).kind).toBe('rejected');
        const isSame = JSON.stringify(doc) === JSON.stringify(other);
        const again = judgeEvent(context, { doc: other, deleted: false }, stored);
        if (!isSame && again.kind === 'same') expect(turned(other)).toEqual(turned(doc));
        else expect(again.kind).toBe(isSame ? 'same' : 'rejected');
      }),
    );
  });
});

describe('M5 master', () => {
  const masters = recordTypes.filter((type) => type.collection === 'masters');

  it('is never taken from a street, whatever its state and rights', () => {
    expect(masters.length).toBeGreaterThan(0);
    fc.assert(
      fc.property(
        fc.constantFrom(...masters),
        fc.string(),
        fc.boolean(),
        (type, mutation, deleted) => {
          const doc = {
            id: 'r1',
            type: type.name,
            unit,
            mutation,
            isDemo: true,
            schemaVersion: 1,
            createdBy: 'u1',
            updatedBy: 'u1',
            data: type.samples[0] ?? {},
          } as unknown as Envelope;
          const verdict = judgeRecord(context, null, { doc, deleted }, undefined);
          expect(verdict.kind).toBe('rejected');
        },
      ),
    );
  });
});
