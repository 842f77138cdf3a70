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
  /** Rows that were refused, as they came; those that lie in a rescue box for the desk to decide, without their body. */
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
      UNION ALL SELECT kind || 's', doc_id, '{}' FROM rescue_items WHERE kind IN ('record', 'event')`,
    params: [],
  });
  return {
    records: (await read('records')) as unknown as District['records'],
    events: (await read('events')) as unknown as District['events'],
    quarantine: quarantine as unknown as District['quarantine'],
  };
}
