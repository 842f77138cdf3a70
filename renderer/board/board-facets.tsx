/** What the rows can be narrowed by, each value with the number of rows it would leave. */
import type { ListAnswer } from '../../shared/bridge/contract.ts';
import type { Cell } from '../../shared/records/list-spec.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useWords } from '../format/use-words.ts';
import { cellText } from '../format/values.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

export function BoardFacets(props: {
  type: RecordType;
  facets: readonly string[];
  counts: ListAnswer['facets'];
  chosen: Readonly<Record<string, readonly Cell[]>>;
  onToggle(facet: string, cell: Cell): void;
  onClear(): void;
}) {
  const { t, say } = useText();
  const words = useWords();
  const any = Object.values(props.chosen).some((cells) => cells.length > 0);
  return (
    <div className="board-facets" aria-label={t('board.filter')} role="group">
      <div className="row board-facets-head">
        <Icon name="filter" size={15} />
        <span>{t('board.filter')}</span>
        {any && (
          <button type="button" className="link" onClick={props.onClear}>
            {t('list.clear')}
          </button>
        )}
      </div>
      {props.facets.map((facet) => {
        const column = props.type.list.columns.find((each) => each.key === facet);
        const values = props.counts[facet] ?? [];
        const label =
          facet === 'state'
            ? props.type.texts.columns['state_label']
            : props.type.texts.columns[facet];
        if (values.length === 0) return null;
        const wordOf = (cell: Cell) =>
          cell === null || cell === ''
            ? t('list.noValue')
            : facet === 'state'
              ? say(props.type.texts.states[String(cell)] ?? { zh: String(cell), en: String(cell) })
              : column === undefined
                ? String(cell)
                : cellText(props.type, column, cell, words);
        return (
          <fieldset key={facet}>
            <legend>{label === undefined ? facet : say(label)}</legend>
            {values.slice(0, 8).map(({ value, count }) => (
              <label key={String(value)} className="check-row">
                <input
                  type="checkbox"
                  className="tick"
                  checked={(props.chosen[facet] ?? []).includes(value)}
                  onChange={() => props.onToggle(facet, value)}
                />
                <span className="clip" title={wordOf(value)}>
                  {wordOf(value)}
                </span>
                <span className="count">{count}</span>
              </label>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
