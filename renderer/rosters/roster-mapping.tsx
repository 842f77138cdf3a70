/** Which column of the file is which; a change is remembered for files with the same headings. */
import { rosterColumns } from '../../shared/rosters/columns.ts';
import { useText } from '../texts/use-text.ts';
import type { RosterPreviewValue } from './roster-shapes.ts';

export function RosterMapping(props: {
  preview: RosterPreviewValue;
  onLook: (mapping: Record<string, string>) => void;
}) {
  const { t, say } = useText();
  const { columns } = props.preview;
  const mapped = columns.filter(({ key }) => key !== null).length;
  const choose = (index: number, key: string) => {
    const next = Object.fromEntries(
      columns.flatMap((column) =>
        column.key === null || column.key === key ? [] : [[String(column.index), column.key]],
      ),
    );
    if (key === '') delete next[String(index)];
    else next[String(index)] = key;
    props.onLook(next);
  };
  return (
    <details className="excel-mapping" open={mapped < 3}>
      <summary>
        {t('excel.mapping')}
        {'　'}
        <span className="meta">
          {t('excel.mappedCount', { mapped, ignored: columns.length - mapped })}
        </span>
      </summary>
      <div className="excel-mapping-grid">
        {columns
          .filter(({ heading }) => heading !== '')
          .map(({ index, heading, example, key }) => (
            <label key={index}>
              <span className="clip">
                {heading}　<span className="meta">{example}</span>
              </span>
              <select
                className="field-input"
                value={key ?? ''}
                onChange={(event) => choose(index, event.currentTarget.value)}
              >
                <option value="">{t('excel.ignored')}</option>
                {rosterColumns.map((column) => (
                  <option key={column.key} value={column.key}>
                    {say(column.title)}
                  </option>
                ))}
              </select>
            </label>
          ))}
      </div>
    </details>
  );
}
