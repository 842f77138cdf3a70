/** Looks up what guards want to know about other records; one provider per kind of fact. */
import type { FactQuery } from '../../../../shared/workflow/workflow.ts';
import type { ProfileContext } from '../profile/context.ts';

type Provider = (context: ProfileContext, of: FactQuery['of']) => Promise<number>;

const providers: Readonly<Record<string, Provider>> = {};

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
