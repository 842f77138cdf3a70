/**
 * Writes what was decided about a roster, in slices of some hundred records: each slice is one transaction with its events and the trace
 * that takes it back, and between two slices the page gets its answers. What was written stays when somebody stops the rest.
 */
import { can } from '../../../../shared/access/can.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import type { Ref } from '../../../../shared/fields/kinds.ts';
import { nameForm } from '../../../../shared/duplicates/normalise.ts';
import type { Envelope, PlainData } from '../../../../shared/records/envelope.ts';
import { asList } from '../../../../shared/records/columns.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import { cleanData, hasErrors, validateRecord } from '../../../../shared/records/validate.ts';
import { anchorOf, relOf, type KinEntry } from '../../../../shared/rosters/understand-kin.ts';
import { mergeEntry } from '../../../../shared/rosters/merge-entry.ts';
import { ok } from '../../../../shared/result.ts';
import type { LocalValues } from '../../documents/local-values.ts';
import type { Work } from '../../documents/unit-of-work.ts';
import { partKey, rememberBatch, type Trace } from '../excel/importing/batches.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';
import { changesBetween } from '../records/mask-fields.ts';
import {
  newEnvelope,
  nextEnvelope,
  registeredState,
  type NumberBook,
} from '../records/new-envelope.ts';
import { logVerification } from '../register/log-verification.ts';
import type { HouseholdPlan } from './households.ts';
import { pause } from '../excel/pause.ts';
import type { Decided, RosterSession } from './roster-session.ts';

export type RosterContext = ProfileContext & { readonly numbers: NumberBook };

export interface Written {
  readonly batch: string;
  readonly created: number;
  readonly changed: number;
  /** By entry: the record, or '' where it was refused meanwhile. */
  readonly ids: ReadonlyMap<number, string>;
  readonly isStopped: boolean;
}

/** Entries of one transaction; most of them bring more than one record. */
const slice = 100;
export const rosterBatch = 'roster';

interface Run {
  readonly context: RosterContext;
  readonly session: RosterSession;
  readonly batch: string;
  /** Households made in this run, and relatives, so that a family names each once. */
  readonly households: Map<string, Ref>;
  readonly relatives: Map<string, Ref>;
  readonly ids: Map<number, string>;
  /** Takes back what this slice put into the maps. */
  readonly made: (() => void)[];
}

export async function writeRoster(
  deps: { readonly context: RosterContext; readonly local: LocalValues },
  session: RosterSession,
  progress: (done: number, total: number) => void,
  isStopped: () => boolean,
): Promise<Written> {
  const { context, local } = deps;
  const batch = context.newId();
  const run: Run = {
    context,
    session,
    batch,
    households: new Map(),
    relatives: new Map(),
    ids: new Map(),
    made: [],
  };
  const todo = inOrder(session);
  const at = new Date(context.now()).toISOString();
  let [created, changed, parts, done] = [0, 0, 0, 0];
  const remember = () =>
    rememberBatch(local, { batch, parts, type: rosterBatch, at, created, changed, undone: false });
  while (done < todo.length && !isStopped()) {
    const some = todo.slice(done, done + slice);
    const traces: Trace[] = [];
    run.made.length = 0;
    const written = await context.work.run<{ created: number; changed: number }, Failure>(
      async (work) => {
        // A job runs again when sync was faster: what its first try made up is forgotten.
        traces.length = 0;
        for (const forget of run.made.splice(0)) forget();
        const counts = { created: 0, changed: 0 };
        for (const no of some) {
          const did = await writeEntry(run, work, traces, no);
          if (did !== null) counts[did] += 1;
        }
        if (traces.length > 0)
          await work.putLocal(partKey(batch, parts), 'import', { traces: [...traces] });
        return ok(counts);
      },
    );
    if (written.ok) {
      created += written.value.created;
      changed += written.value.changed;
    }
    if (traces.length > 0) {
      parts += 1;
      // After the first slice already: a pulled plug leaves a batch that can be taken back.
      if (parts === 1) await remember();
    }
    done += some.length;
    progress(done, todo.length);
    await pause();
  }
  if (parts > 0) await remember();
  return { batch, created, changed, ids: run.ids, isStopped: done < todo.length };
}

/** Heads before the others: a household needs its head. */
function inOrder(session: RosterSession): readonly number[] {
  const plans = session.households().plans;
  const heads = new Set(
    [...plans.values()].flatMap(({ headNo }) => (headNo === null ? [] : [headNo])),
  );
  const todo = session.entries.flatMap((_, no) => {
    const kind = session.kindOf(no);
    return kind === 'new' || kind === 'merge' ? [no] : [];
  });
  return [...todo.filter((no) => heads.has(no)), ...todo.filter((no) => !heads.has(no))];
}

async function writeEntry(
  run: Run,
  work: Work,
  traces: Trace[],
  no: number,
): Promise<'created' | 'changed' | null> {
  const { context, session } = run;
  const decided = session.decided(no);
  const type = typeOf('person');
  if (decided === null) return null;
  const target = decided.decision === 'new' ? null : decided.judged.target;
  const before = target === null ? undefined : await work.record(target.record.id);
  if (
    target !== null &&
    (before === undefined || !can(context.actor(), 'edit', type, before, before).allow)
  ) {
    run.ids.set(no, '');
    return null;
  }
  const id = before?.id ?? run.ids.get(no) ?? context.newId();
  const self = {
    type: 'person',
    id,
    label: String(before?.data['nameCn'] ?? decided.entry.person['nameCn'] ?? ''),
  };
  const household =
    before?.data['household'] === undefined
      ? await householdOf(run, work, traces, no, self)
      : undefined;
  const added =
    household === undefined
      ? {}
      : { household, householdRole: decided.entry.person['householdRole'] };
  const { householdRole: _role, ...plain } = decided.entry.person;
  const data = cleanData(
    type.fields,
    before === undefined
      ? { ...decided.entry.person, ...(household === undefined ? {} : added) }
      : {
          ...mergeEntry(before.data, plain, decided.decision === 'take' ? 'take' : 'fill').data,
          ...added,
        },
  );
  const problems = before === undefined ? [] : validateRecord(type, data, checkContextOf(context));
  // Judged when it was shown; only what changed meanwhile can be wrong now.
  if (
    hasErrors(problems) &&
    !hasErrors(validateRecord(type, before?.data ?? {}, checkContextOf(context)))
  ) {
    run.ids.set(no, '');
    return null;
  }
  const wasChanged = before === undefined || changesBetween(before.data, data).length > 0;
  const person = wasChanged ? await put(run, work, traces, type, { id, before, data }) : before;
  run.ids.set(no, id);
  if (before !== undefined && person !== before)
    await logEntry(run, work, traces, { before, after: person });
  for (const kin of decided.entry.kin)
    if (person !== undefined) await writeKin(run, work, traces, { person, kin, decided });
  return before === undefined ? 'created' : 'changed';
}

/** A known person verified anew leaves its entry of the log; with the roster it is taken back. */
async function logEntry(
  { context }: Run,
  work: Work,
  traces: Trace[],
  change: { readonly before: Envelope; readonly after: Envelope },
): Promise<void> {
  const entry = await logVerification(context, work, typeOf('person'), change);
  if (entry !== null)
    traces.push({ id: entry.id, type: entry.type, mutation: entry.mutation, before: null });
}

/** The household of an entry; its head makes it where it is not registered yet. */
async function householdOf(
  run: Run,
  work: Work,
  traces: Trace[],
  no: number,
  self: Ref,
): Promise<Ref | undefined> {
  const { keys, plans } = run.session.households();
  const key = keys[no] ?? '';
  const plan = plans.get(key);
  if (plan === undefined) return undefined;
  const known = plan.existing ?? run.households.get(key);
  if (known !== undefined) return known;
  if (plan.headNo !== no || plan.addr === '' || plan.community === '') return undefined;
  const type = typeOf('household');
  const data = cleanData(type.fields, householdData(run, no, plan, self));
  if (hasErrors(validateRecord(type, data, checkContextOf(run.context)))) return undefined;
  const id = run.context.newId();
  await put(run, work, traces, type, { id, before: undefined, data });
  const ref = { type: 'household', id, label: String(data['name'] ?? '') };
  run.households.set(key, ref);
  run.made.push(() => run.households.delete(key));
  return ref;
}

const householdKinds: Readonly<Record<string, string>> = {
  gq: 'gq',
  ga: 'gaj',
  gaj: 'gaj',
  lx: 'lx',
  lxj: 'lx',
  hg: 'lx',
};

function householdData(run: Run, no: number, plan: HouseholdPlan, head: Ref): PlainData {
  const person = run.session.entries[no]?.person ?? {};
  const identity = String(asList(person['identities'])[0]?.['identity'] ?? '');
  return {
    name: `${plan.headName}户`,
    head,
    kind: householdKinds[identity] ?? 'qj',
    addr: plan.addr,
    community: plan.community,
    liaison: person['liaison'],
    standing: 'active',
    source: 'import',
    verifiedOn: person['verifiedOn'],
    verifyMethod: person['verifyMethod'],
  };
}

/** A relative abroad as a thin record, and how the person at home is related; the same relative of one family is made once. */
async function writeKin(
  run: Run,
  work: Work,
  traces: Trace[],
  { person, kin, decided }: { person: Envelope; kin: KinEntry; decided: Decided },
): Promise<void> {
  const isNew = decided.judged.merge === null || decided.judged.newKin.includes(kin.name);
  const country = kin.country;
  if (!isNew || country === undefined || country === 'CHN') return;
  const household = person.data['household'];
  const family =
    typeof household === 'object' && household !== null && 'id' in household
      ? String(household.id)
      : person.id;
  const key = [family, nameForm(kin.name), country].join('\u0001');
  const thin = typeOf('person');
  let relative = run.relatives.get(key);
  if (relative === undefined) {
    const data = cleanData(thin.fields, {
      nameCn: kin.name,
      thin: true,
      liveCountry: country,
      liveState: 'abroad',
      source: 'import',
      contactVia: { type: 'person', id: person.id, label: String(person.data['nameCn'] ?? '') },
    });
    if (hasErrors(validateRecord(thin, data, checkContextOf(run.context)))) return;
    const id = run.context.newId();
    await put(run, work, traces, thin, {
      id,
      before: undefined,
      data,
      community: person.community,
    });
    relative = { type: 'person', id, label: kin.name };
    run.relatives.set(key, relative);
    run.made.push(() => run.relatives.delete(key));
  }
  const rel = relOf(kin.word, person.data['sex']);
  if (rel === null) return;
  const identity = asList(person.data['identities'])
    .map((each) => anchorOf[String(each['identity'])])
    .find((each) => each !== undefined);
  const relation = typeOf('relation');
  const data = cleanData(relation.fields, {
    kind: 'kin',
    from: { type: 'person', id: person.id, label: String(person.data['nameCn'] ?? '') },
    to: relative,
    rel,
    anchorIdentity: identity,
    country,
    emigrated: kin.emigrated,
  });
  if (hasErrors(validateRecord(relation, data, checkContextOf(run.context)))) return;
  await put(run, work, traces, relation, {
    id: run.context.newId(),
    before: undefined,
    data,
    community: person.community,
  });
}

async function put(
  run: Run,
  work: Work,
  traces: Trace[],
  type: RecordType,
  {
    id,
    before,
    data,
    community,
  }: { id: string; before: Envelope | undefined; data: PlainData; community?: string },
): Promise<Envelope> {
  const place =
    community ?? String(data['community'] ?? before?.community ?? run.context.actor().community);
  const record =
    before === undefined
      ? await newEnvelope(run.context, work, {
          id,
          type,
          data,
          community: place,
          state: registeredState,
        })
      : nextEnvelope(run.context, before, { data, community: place });
  await work.putRecord(record);
  if (before === undefined)
    work.addEvent('create', record, { to: record.state, way: 'roster', batch: run.batch });
  else
    work.addEvent('edit', record, {
      changes: changesBetween(before.data, data),
      way: 'roster',
      batch: run.batch,
    });
  traces.push({
    id,
    type: type.name,
    mutation: record.mutation,
    before: before === undefined ? null : before.data,
  });
  return record;
}

function typeOf(name: string): RecordType {
  const type = recordType(name);
  if (type === undefined) throw new Error(`no type ${name}`);
  return type;
}
