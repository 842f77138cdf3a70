/** What the writer says to its parent: each write twice, before it starts and after the store has acknowledged it. */
import { personSamples } from '../../shared/records/person/samples.ts';
import type { Envelope, PlainData } from '../../shared/records/envelope.ts';

export interface Operation {
  /** Its own name: the record's mutation and the event's id come from it. */
  readonly name: string;
  readonly kind: 'put' | 'remove';
  readonly id: string;
}

export type Line =
  | { readonly say: 'begin' | 'done'; readonly operation: Operation }
  /** The store refused with this code; nothing of the write may be there. */
  | { readonly say: 'refused'; readonly operation: Operation; readonly code: string }
  | { readonly say: 'full' | 'backup' };

export function eventOf(operation: Operation): string {
  return `event-${operation.name}`;
}

/** A person whose name, address and mutation tell which operation wrote it. */
export function personAfter(operation: Operation): Envelope {
  const at = '2026-11-23T02:00:00.000Z';
  const data: PlainData = {
    ...personSamples[0],
    nameCn: nameAfter(operation),
    liveAddr: `演示路${operation.name}号`,
    note: `${operation.name}：${'走访时记下的话。'.repeat(operation.name.length * 7)}`,
  };
  return {
    id: operation.id,
    type: 'person',
    unit: '330203008',
    community: '330203008001',
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: operation.name,
    createdAt: at,
    createdBy: 'officer',
    updatedAt: at,
    updatedBy: 'officer',
    device: 'device-1',
    data,
  };
}

/** Made of characters that a search finds again. */
export function nameAfter(operation: Operation): string {
  const characters = '甲乙丙丁戊己庚辛壬癸';
  const digits = operation.name.replace(/\D/g, '');
  return `忻${Array.from(digits, (digit) => characters[Number(digit)] ?? '').join('')}`;
}
