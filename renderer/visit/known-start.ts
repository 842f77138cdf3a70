/** A form about somebody who is known starts with what is known; an answer that fails leaves the form as it was. */
import type { PlainData } from '../../shared/records/envelope.ts';
import type { useTell } from '../bridge/bridge-context.tsx';
import { asRef } from '../form/widgets/ref-pickers.tsx';

type Tell = ReturnType<typeof useTell>;

export async function knownStart(tell: Tell, type: string, subject: unknown): Promise<PlainData> {
  const ref = asRef(subject);
  if (ref === null) return {};
  if (type === 'hardship_case') {
    const answer = await tell('hardship.known', { household: ref.id });
    return answer.ok ? answer.value['data'] : {};
  }
  if (type !== 'visit') return {};
  const answer = await tell('visits.known', { type: ref.type, id: ref.id });
  return answer.ok ? answer.value['data'] : {};
}

/** Of what is known, the fields that nobody has touched yet: empty ones, and those that still stand as the form began. */
export function untouched(known: PlainData, data: PlainData, began: PlainData): PlainData {
  return Object.fromEntries(
    Object.entries(known).filter(
      ([field]) =>
        data[field] === undefined || JSON.stringify(data[field]) === JSON.stringify(began[field]),
    ),
  );
}
