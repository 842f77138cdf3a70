/** Households by the hundred, as the district's own import would write them. */
import { randomUUID } from 'node:crypto';
import type { Envelope } from '../../../shared/records/envelope.ts';

export function newEnvelopes(count: number, unit: string): Envelope[] {
  const at = '2026-01-05T02:00:00.000Z';
  return Array.from({ length: count }, (_, index): Envelope => ({
    id: randomUUID(),
    type: 'household',
    unit,
    community: '',
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: randomUUID(),
    createdAt: at,
    createdBy: 'district-server',
    updatedAt: at,
    updatedBy: 'district-server',
    device: 'district',
    data: {
      name: `演示${index}户`,
      kind: 'gq',
      addr: `演示路${index}号`,
      standing: 'active',
      verifiedOn: '2026-01-05',
      verifyMethod: 'visit',
    },
  }));
}
