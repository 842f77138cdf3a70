/** The district's tables as they are at the end. */
import type { Envelope, EventDoc } from '../../shared/records/envelope.ts';
import type { Server } from './server.ts';

export interface Held<T> {
  readonly doc: T;
  readonly deleted: boolean;
}

export interface District {
  readonly records: ReadonlyMap<string, Held<Envelope>>;
  readonly events: ReadonlyMap<string, Held<EventDoc>>;
  /** Rows that were refused, as they came, and those of rescue boxes that the desk has not taken. */
  readonly quarantine: readonly {
    readonly collection: string;
    readonly id: string;
    readonly body: string;
  }[];
}

export async function readDistrict(server: Server): Promise<District> {
  const read = async (collection: string) => {
    const rows = await server.ask('query', {
      sql: 'SELECT id, doc, deleted FROM docs WHERE collection = $1',
      params: [collection],
    });
    return new Map(rows.map((row) => [String(row['id']), row]));
  };
  const quarantine = await server.ask('query', {
    sql: `SELECT collection, doc_id AS id, body FROM quarantine
      UNION ALL SELECT 'events', doc_id, '{}' FROM rescue_items WHERE kind = 'event' AND decision IS NULL`,
    params: [],
  });
  const rescued = await server.ask('rescued', null);
  return {
    records: (await read('records')) as unknown as District['records'],
    events: (await read('events')) as unknown as District['events'],
    quarantine: [...(quarantine as unknown as District['quarantine']), ...rescued],
  };
}
