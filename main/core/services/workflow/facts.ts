/** Looks up what guards want to know about other records; one provider per kind of fact. */
import { conflictsOf } from '../../../../shared/records/legal_case/conflicts.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import type { LegalCaseData } from '../../../../shared/records/legal_case/schema.ts';
import type { LegalResourceData } from '../../../../shared/records/legal_resource/schema.ts';
import { classOfRecords } from '../../../../shared/visits/class-of-records.ts';
import { classFact } from '../../../../shared/visits/gift-ceiling.ts';
import { visitClasses } from '../../../../shared/visits/visit-class.ts';
import type { FactQuery } from '../../../../shared/workflow/workflow.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { checkContextOf, type ProfileContext } from '../profile/context.ts';

type Provider = (context: ProfileContext, of: FactQuery['of']) => Promise<number>;

const providers: Readonly<Record<string, Provider>> = {
  /** What is left in a source of one unit, in 分. */
  async balance({ store }, { unit = '', source = '', not = '' }) {
    const row = await store.read.get<{ fen: number | null }>(
      `SELECT sum(signed_fen) AS fen FROM p_ledger_entry WHERE unit = ? AND source = ? AND state IN ('posted', 'to_review') AND id <> ?`,
      [unit, source, not],
    );
    return row?.fen ?? 0;
  },
  /** 1 while a case is somebody's work. A case that is not on this device is not waited for. */
  async case_open({ store }, { id = '' }) {
    const [found] = await findPlain(store, 'records', [id]);
    const state = recordType(found?.type ?? '')?.workflow?.states[found?.state ?? ''];
    return state?.open === true ? 1 : 0;
  },
  /** 0 when the donation is restricted to another purpose and nobody agreed to a change. */
  async donation_fits({ store }, { donation = '', purpose = '' }) {
    const [found] = await findPlain(store, 'records', [donation]);
    if (found === undefined) return 1;
    const { restricted, purposeKind, purposeChangeConsent } = found.data;
    return restricted === true && purposeKind !== purpose && purposeChangeConsent !== true ? 0 : 1;
  },
  /** Which class of visits the subject falls under, by its place among them; -1 where this device has not the subject, or no rule names such subjects. */
  async [classFact](context, { subject = '' }) {
    const people = await context.store.read.all<{ id: string }>(
      'SELECT id FROM p_person WHERE household_id = ? LIMIT 200',
      [subject],
    );
    const records = await findPlain(context.store, 'records', [
      subject,
      ...people.map(({ id }) => id),
    ]);
    const self = records.find(({ id }) => id === subject);
    if (self === undefined) return -1;
    const members = records.filter(({ type, id }) => type === 'person' && id !== subject);
    const found = classOfRecords(self, members, checkContextOf(context).today);
    return found === null ? -1 : visitClasses.indexOf(found);
  },
  /** How many of the lawyer's clients are the opponent of this case. */
  async legal_conflicts({ store }, { opponent = '', lawyer = '', not = '' }) {
    const rows = await store.read.all<{ id: string }>(
      `SELECT id FROM p_legal_resource WHERE account_id = ? UNION ALL SELECT id FROM p_legal_case WHERE lawyer_id = ? AND id <> ? LIMIT 1000`,
      [lawyer, lawyer, not],
    );
    const records = await findPlain(
      store,
      'records',
      rows.map(({ id }) => id),
    );
    const of = (type: string) => records.filter((record) => record.type === type);
    return conflictsOf(opponent, {
      resources: of('legal_resource').map(({ data }) => data as unknown as LegalResourceData),
      clients: of('legal_case').map(({ data }) => (data as unknown as LegalCaseData).client.label),
    }).length;
  },
};

/** A fact of an unknown kind stays unsaid: the guard then does not ask for it. */
export async function lookUpFacts(
  context: ProfileContext,
  queries: readonly FactQuery[],
): Promise<Readonly<Record<string, number>>> {
  const facts: Record<string, number> = {};
  for (const query of queries) {
    const provider = providers[query.kind];
    if (provider !== undefined) facts[query.name] = await provider(context, query.of);
  }
  return facts;
}
