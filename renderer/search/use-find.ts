/** Search while typing: 120 ms after the last key, never with half an answer of an older question. */
import { useDebouncedValue } from '@mantine/hooks';
import type { Hit } from '../../shared/bridge/contract.ts';
import { useAsk } from '../bridge/bridge-context.tsx';

const none: readonly Hit[] = [];

/** `asked` is true once `hits` belong to exactly this text. */
export function useFind(
  text: string,
  types: readonly string[],
  limit: number,
): { readonly hits: readonly Hit[]; readonly asked: boolean } {
  const wanted = text.trim();
  const [settled] = useDebouncedValue(wanted, 120);
  const answer = useAsk(
    'search.find',
    { text: settled, types: [...types], limit },
    { enabled: settled !== '' },
  );
  const fits = settled === wanted && wanted !== '';
  return {
    hits: wanted === '' ? none : (answer.data ?? none),
    asked: fits && answer.data !== undefined,
  };
}
