/** A number that opens exactly the rows it counts. */
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Tally } from '../../shared/bridge/panorama.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { Bilingual } from '../../shared/texts/bilingual.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { freshList } from '../list/list-memory.ts';
import { useText } from '../texts/use-text.ts';

export type Counted = Pick<Tally, 'type' | 'where'>;

/** Opens the type's list limited to these rows; `name` stands above the list and can be taken off there. */
export function useOpenRows(): (counted: Counted, name: Bilingual) => void {
  const navigate = useNavigate();
  const { lists } = useSurroundings();
  return ({ type, where }, name) => {
    const all = recordType(type)?.list.views.find((view) => view.where.length === 0);
    lists.set(type, { ...freshList, view: all?.key ?? '', limit: { name, where } });
    void navigate({ to: '/list/$type', params: { type } });
  };
}

/** Zero is no link: there is nothing to open. */
export function TallyLink(props: {
  tally: Counted & { readonly count: number };
  name: Bilingual;
  children?: ReactNode;
  tone?: 'red' | 'amber' | undefined;
}) {
  const { t, say } = useText();
  const open = useOpenRows();
  const { tally, name } = props;
  const shown = props.children ?? tally.count;
  if (tally.count === 0) return <span className="figure-none">{shown}</span>;
  return (
    <button
      type="button"
      className={`figure-link ${props.tone === undefined ? '' : `tone-${props.tone}`}`}
      title={t('hearts.openRows', { name: say(name), count: tally.count })}
      onClick={() => open(tally, name)}
    >
      {shown}
    </button>
  );
}
