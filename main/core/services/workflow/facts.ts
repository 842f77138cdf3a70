/** Looks up what guards want to know about other records; one provider per kind of fact. */
import type { FactQuery } from '../../../../shared/workflow/workflow.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import type { ProfileContext } from '../profile/context.ts';

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
  /** 0 when the donation is restricted to another purpose and nobody agreed to a change. */
  async donation_fits({ store }, { donation = '', purpose = '' }) {
    const [found] = await findPlain(store, 'records', [donation]);
    if (found === undefined) return 1;
    const { restricted, purposeKind, purposeChangeConsent } = found.data;
    return restricted === true && purposeKind !== purpose && purposeChangeConsent !== true ? 0 : 1;
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
