/** Requests to export: the district counts itself, and holds what is declared against what it knows. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PlainData } from '../../shared/records/envelope.ts';
import { person } from '../../shared/records/person/index.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { WireRecord } from '../../shared/sync/protocol.ts';
import { moveRecord } from '../../shared/workflow/move.ts';
import { newRow } from './sample-rows.ts';
import { gulin, type TestOffice, type TestSeat } from './test-office.ts';

const people = 501;
/** Nobody else in these tests lives there. */
const community = '330203103009';
// Counted from the day on which the sample rows are written.
const keepUntil = '2026-12-10';

export function registerExportTests(office: () => TestOffice): void {
  describe('a request to export', () => {
    let officer: TestSeat;
    let head: TestSeat;
    beforeAll(async () => {
      officer = await office().signIn(gulin, ['O']);
      head = await office().signIn(gulin, ['H']);
      const at = new Date(office().clock.now()).toISOString();
      const data = person.samples[0] as PlainData;
      await office().district.admin.seedRows(
        'records',
        Array.from({ length: people }, (_, index) => ({
          id: randomUUID(),
          type: 'person',
          unit: gulin,
          community,
          state: 'active',
          bizNo: '',
          class: 'internal' as const,
          isDemo: true,
          schemaVersion: person.version,
          version: 1,
          mutation: randomUUID(),
          createdAt: at,
          createdBy: 'desk',
          updatedAt: at,
          updatedBy: 'desk',
          device: 'desk',
          data: { ...data, segment: index === 0 ? 'A' : 'C' },
        })),
      );
    });

    const asked = (more: PlainData): WireRecord =>
      newRow(officer, 'export_request', {}, {
        ledger: 'person',
        title: '侨情台账',
        columns: 'nameCn',
        columnTitles: '姓名',
        sensitive: undefined,
        rows: 1,
        aboutPeople: true,
        pick: query([]),
        keepUntil,
        ...more,
      } as unknown as WireRecord['data']);
    const query = (where: readonly object[], text?: string) =>
      JSON.stringify({
        by: 'query',
        query: { type: 'person', where, ...(text === undefined ? {} : { text }) },
      });
    const push = async (seat: TestSeat, base: string | null, row: WireRecord) =>
      (await seat.push('records', [{ base, row }])).results[0];
    const approved = (seat: TestSeat, row: WireRecord): WireRecord => {
      const type = recordType('export_request');
      const step = type?.workflow?.transitions.find(({ action }) => action === 'approve');
      if (type === undefined || step === undefined) throw new Error('export_request is registered');
      const now = new Date(office().clock.now()).toISOString();
      const context = {
        now,
        today: now.slice(0, 10),
        isDemo: true,
        actor: seat.reply.actor,
        opinion: '同意',
      };
      const next = {
        ...row,
        version: 2,
        mutation: randomUUID(),
        updatedBy: seat.userId,
        updatedAt: now,
        device: seat.device.id,
      };
      const moved = moveRecord(
        type,
        next,
        { transition: step, from: 'applied', stepId: randomUUID() },
        context,
      );
      const [patch] = step.effects?.(moved, context) ?? [];
      return { ...moved, data: { ...moved.data, ...patch?.data }, _deleted: false } as WireRecord;
    };

    it('for one is approved by the street', async () => {
      const row = asked({ pick: query([{ column: 'segment', op: '=', value: 'A' }]) });
      expect(await push(officer, null, row)).toMatchObject({ status: 'accepted' });
      expect(await push(head, row.mutation, approved(head, row))).toMatchObject({
        status: 'accepted',
      });
    });

    it('that names fewer than there are is not the street’s to approve: the district counts itself', async () => {
      const row = asked({
        rows: 500,
        pick: query([{ column: 'community', op: '=', value: community }]),
      });
      expect(await push(officer, null, row)).toMatchObject({ status: 'accepted' });
      expect(await push(head, row.mutation, approved(head, row))).toMatchObject({
        status: 'rejected',
        code: 'invalid',
        problems: [{ field: 'rows', code: 'export_request.counted', params: { count: people } }],
      });
    });

    it.each([
      ['hides that it is about people', { aboutPeople: false }, 'aboutPeople'],
      ['hides sensitive columns', { columns: 'nameCn,healthNote' }, 'sensitive'],
      [
        'names another number than it lists',
        { pick: JSON.stringify({ by: 'ids', ids: ['a', 'b'] }) },
        'rows',
      ],
      ['asks for columns that there are not', { columns: 'nameCn,bankBalance' }, 'columns'],
      [
        'asks for the list of another type',
        { pick: '{"by":"query","query":{"type":"visit","where":[]}}' },
        'pick',
      ],
      ['says nothing that can be read', { pick: '{}' }, 'pick'],
    ])('that %s is refused', async (_what, more, field) => {
      expect(await push(officer, null, asked(more))).toMatchObject({
        status: 'rejected',
        problems: [{ field }],
      });
    });
  });
}
