/** Alt+↑ and Alt+↓ on a record's page: the one before and after it in the list that it was opened from (ui.md §7). */
import { useNavigate } from '@tanstack/react-router';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { queryOf } from './use-list-rows.ts';

/** Whether the record was opened from a list that is still known. */
export function useNeighbours(type: RecordType, id: string): boolean {
  const bridge = useBridge();
  const navigate = useNavigate();
  const { lists } = useSurroundings();
  const memory = lists.get(type.name);
  const isKnown = memory !== undefined && memory.selectedId === id;
  const step = async (by: 1 | -1) => {
    if (memory === undefined || !isKnown) return;
    const selected = memory.selected + by;
    if (selected < 0) return;
    const answer = await bridge.call('records.list', {
      ...queryOf(type.name, memory),
      offset: selected,
      limit: 1,
    });
    const next = answer.ok ? answer.value.rows[0] : undefined;
    if (next === undefined) return;
    lists.set(type.name, { ...memory, selected, selectedId: next.id });
    await navigate({
      to: '/record/$type/$id',
      params: { type: type.name, id: next.id },
      replace: true,
    });
  };
  useKeys({
    'Alt+ArrowDown': () => (isKnown ? void step(1) : false),
    'Alt+ArrowUp': () => (isKnown ? void step(-1) : false),
  });
  return isKnown;
}
