/** The table itself: one row for all and one for each identity. Where reported and counted differ, shape and word say so. */
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { columnKeys, identityKeys } from '../../shared/statistics/cells.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import type { StatBoard } from './statistics-page.tsx';

const rowKeys = ['persons', ...identityKeys.map((key) => `id:${key}`), 'households', 'enterprises'];

export function CellsTable(props: {
  board: StatBoard;
  typed: Readonly<Record<string, string>>;
  /** Null: only to be read. */
  onType: ((key: string, text: string) => void) | null;
}) {
  const { t, language } = useText();
  const cells = new Map(props.board.cells.map((cell) => [cell.key, cell]));
  const nameOf = (key: string) =>
    key.startsWith('id:')
      ? labelOf('identity', key.slice(3), language)
      : t(`stats.${key}` as 'stats.persons');
  return (
    <div className="stat-scroll">
      <table className="box-table stat-table">
        <thead>
          <tr>
            <th>{t('stats.item')}</th>
            <th className="num">{t('stats.reported')}</th>
            <th className="num">{t('stats.computed')}</th>
            <th className="num">{t('stats.difference')}</th>
            <th className="num">{t('stats.last')}</th>
            <th className="num">{t('stats.change')}</th>
            {columnKeys.map((column) => (
              <th key={column} className="num">
                {t(columnText(column))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowKeys.map((key) => {
            const cell = cells.get(key);
            const computed = cell?.computed ?? 0;
            const reported = cell?.reported ?? null;
            const last = cell?.last ?? null;
            const isThing = key === 'households' || key === 'enterprises';
            return (
              <tr key={key}>
                <th scope="row">{nameOf(key)}</th>
                <td className="num">
                  {props.onType === null ? (
                    (reported ?? '—')
                  ) : (
                    <input
                      autoComplete="off"
                      inputMode="numeric"
                      className="field-input stat-input"
                      aria-label={`${nameOf(key)} ${t('stats.reported')}`}
                      value={props.typed[key] ?? reported ?? ''}
                      onChange={(event) =>
                        props.onType?.(key, event.currentTarget.value.replaceAll(/[^\d]/g, ''))
                      }
                    />
                  )}
                </td>
                <td className="num">
                  <b>{computed}</b>
                </td>
                <td className="num">
                  {reported === null ? (
                    '—'
                  ) : reported === computed ? (
                    <span className="light tone-green">
                      <Icon name="done" size={15} /> 0
                    </span>
                  ) : (
                    <span className="light tone-red">
                      <Icon name="stop" size={15} /> {signed(reported - computed)}
                    </span>
                  )}
                </td>
                <td className="num">{last ?? '—'}</td>
                <td className="num">{last === null ? '—' : signed(computed - last)}</td>
                {columnKeys.map((column) => (
                  <td key={column} className="num">
                    {isThing ? '' : (cells.get(`${key}|${column}`)?.computed ?? 0)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A colon would name a group of texts. */
function columnText(column: (typeof columnKeys)[number]) {
  return `stats.${column.replace(':', '_')}` as `stats.${'sex_1' | 'age_0' | 'gen_old'}`;
}

export function signed(n: number): string {
  return n > 0 ? `+${n}` : String(n);
}
