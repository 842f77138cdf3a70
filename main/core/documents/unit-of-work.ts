/**
 * A save is one unit: the records it touches, their events, the draft it came from and the counters it used are all on disk or
 * none is. A job reads, says what to write and answers; it runs again from the start when sync was faster. One job at a time.
 */
import type { Actor } from '../../../shared/access/actor.ts';
import type { Result } from '../../../shared/result.ts';
import type { Envelope, EventDoc, PlainData } from '../../../shared/records/envelope.ts';
import type { LocalDoc, Store } from '../storage/index.ts';
import {
  findStored,
  plain,
  StaleWrite,
  writeStored,
  type DocumentWrite,
  type Stored,
} from './stored-documents.ts';

export interface Work {
  /** The record as it will be after what this job has put so far; undefined when there is none. */
  record(id: string): Promise<Envelope | undefined>;
  putRecord(record: Envelope): Promise<void>;
  removeRecord(record: Envelope): Promise<void>;
  /** Adds one event about a record. Its id, time, actor and device are filled in here. */
  addEvent(kind: EventDoc['kind'], about: Envelope, data: PlainData): void;
  local(id: string): Promise<PlainData | undefined>;
  putLocal(id: string, kind: string, data: PlainData): Promise<void>;
  dropLocal(id: string): Promise<void>;
}

export interface WorkDeps {
  readonly store: Store;
  readonly now: () => number;
  readonly newId: () => string;
  readonly actor: () => Actor;
  readonly device: string;
}

export interface UnitOfWork {
  /** Commits what the job has put when it answers `ok`; a refused job leaves nothing behind. */
  run<T, E>(job: (work: Work) => Promise<Result<T, E>>): Promise<Result<T, E>>;
}

/** Counts the events of this device, so that its own order is exact whatever its clock says. */
const eventCounter = 'counter:events';
const tries = 5;

export function createUnitOfWork(deps: WorkDeps): UnitOfWork {
  let last: Promise<unknown> = Promise.resolve();

  async function attempt<T, E>(job: (work: Work) => Promise<Result<T, E>>): Promise<Result<T, E>> {
    for (let left = tries; ; left -= 1) {
      const batch = new Batch(deps);
      const answer = await job(batch);
      if (!answer.ok) return answer;
      try {
        await batch.commit();
        return answer;
      } catch (error) {
        if (!(error instanceof StaleWrite) || left === 1) throw error;
      }
    }
  }

  return {
    run<T, E>(job: (work: Work) => Promise<Result<T, E>>): Promise<Result<T, E>> {
      const mine = last.then(() => attempt(job));
      // The next job does not care how this one ended.
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

class Batch implements Work {
  readonly #deps: WorkDeps;
  readonly #records = new Map<string, DocumentWrite<'records'>>();
  readonly #locals = new Map<string, DocumentWrite<'local'>>();
  readonly #events: Omit<EventDoc, 'deviceSeq'>[] = [];

  constructor(deps: WorkDeps) {
    this.#deps = deps;
  }

  async record(id: string): Promise<Envelope | undefined> {
    const written = this.#records.get(id);
    if (written !== undefined) return written.deleted === true ? undefined : written.document;
    const stored = await findStored(this.#deps.store, 'records', id);
    return stored === undefined || stored._deleted ? undefined : plain<'records'>(stored);
  }

  async putRecord(record: Envelope): Promise<void> {
    this.#records.set(record.id, {
      previous: await this.#previousRecord(record.id),
      document: record,
    });
  }

  async removeRecord(record: Envelope): Promise<void> {
    this.#records.set(record.id, {
      previous: await this.#previousRecord(record.id),
      document: record,
      deleted: true,
    });
  }

  addEvent(kind: EventDoc['kind'], about: Envelope, data: PlainData): void {
    const actor = this.#deps.actor();
    this.#events.push({
      id: this.#deps.newId(),
      recordId: about.id,
      recordType: about.type,
      unit: about.unit,
      community: about.community,
      kind,
      at: new Date(this.#deps.now()).toISOString(),
      actor: actor.userId,
      actorName: actor.name,
      device: this.#deps.device,
      mutation: about.mutation,
      isDemo: about.isDemo,
      data: data as EventDoc['data'],
    });
  }

  async local(id: string): Promise<PlainData | undefined> {
    const written = this.#locals.get(id);
    if (written !== undefined) return written.deleted === true ? undefined : written.document.data;
    const stored = await findStored(this.#deps.store, 'local', id);
    return stored === undefined || stored._deleted ? undefined : stored.data;
  }

  async putLocal(id: string, kind: string, data: PlainData): Promise<void> {
    const document: LocalDoc = {
      id,
      kind,
      updatedAt: new Date(this.#deps.now()).toISOString(),
      data,
    };
    this.#locals.set(id, { previous: await this.#previousLocal(id), document });
  }

  async dropLocal(id: string): Promise<void> {
    const previous = await this.#previousLocal(id);
    if (previous === undefined || previous._deleted) {
      this.#locals.delete(id);
      return;
    }
    // The tombstone keeps no content: a draft may hold sensitive text.
    this.#locals.set(id, {
      previous,
      document: { ...plain<'local'>(previous), data: {} },
      deleted: true,
    });
  }

  async commit(): Promise<void> {
    const { store } = this.#deps;
    const events = await this.#numberedEvents();
    const records = [...this.#records.values()];
    const locals = [...this.#locals.values()];
    const groups = [records, events, locals].filter((group) => group.length > 0).length;
    if (groups === 0) return;
    await store.atomic(groups, () =>
      Promise.all([
        records.length === 0 ? undefined : writeStored(store, 'records', records, 'qiaobang-save'),
        events.length === 0 ? undefined : writeStored(store, 'events', events, 'qiaobang-save'),
        locals.length === 0 ? undefined : writeStored(store, 'local', locals, 'qiaobang-save'),
      ]),
    );
  }

  async #numberedEvents(): Promise<DocumentWrite<'events'>[]> {
    if (this.#events.length === 0) return [];
    const before = Number((await this.local(eventCounter))?.['last'] ?? 0);
    await this.putLocal(eventCounter, 'counter', { last: before + this.#events.length });
    return this.#events.map((event, index) => ({
      previous: undefined,
      document: { ...event, deviceSeq: before + 1 + index },
    }));
  }

  async #previousRecord(id: string): Promise<Stored<'records'> | undefined> {
    const written = this.#records.get(id);
    return written === undefined ? findStored(this.#deps.store, 'records', id) : written.previous;
  }

  async #previousLocal(id: string): Promise<Stored<'local'> | undefined> {
    const written = this.#locals.get(id);
    return written === undefined ? findStored(this.#deps.store, 'local', id) : written.previous;
  }
}
