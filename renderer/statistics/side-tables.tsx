/** Countries of those abroad, and places of all. */
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { usePlaceName } from '../four-clears/places-table.tsx';
import { useText } from '../texts/use-text.ts';
import type { StatBoard } from './statistics-page.tsx';

const countriesShown = 12;

export function SideTables({ board }: { board: StatBoard }) {
  const { t, language } = useText();
  const placeName = usePlaceName(board.by);
  const of = (prefix: string) =>
    board.cells
      .filter(({ key }) => key.startsWith(prefix))
      .map(({ key, computed, last }) => ({ name: key.slice(prefix.length), computed, last }));
  const countries = of('country:')
    .toSorted((a, b) => b.computed - a.computed)
    .slice(0, countriesShown);
  const places = of('place:').toSorted((a, b) => a.name.localeCompare(b.name));
  return (
    <>
      <Small
        title={t('stats.countries')}
        rows={countries.map((row) => ({ ...row, name: labelOf('country', row.name, language) }))}
      />
      <Small
        title={t('stats.places')}
        rows={places.map((row) => ({
          ...row,
          name: row.name === '' ? t('stats.noPlace') : placeName(row.name),
        }))}
      />
    </>
  );
}

function Small(props: {
  title: string;
  rows: readonly { name: string; computed: number; last: number | null }[];
}) {
  const { t } = useText();
  if (props.rows.length === 0) return null;
  return (
    <table className="box-table stat-small">
      <caption>{props.title}</caption>
      <thead>
        <tr>
          <th>{t('stats.item')}</th>
          <th className="num">{t('stats.computed')}</th>
          <th className="num">{t('stats.last')}</th>
        </tr>
      </thead>
      <tbody>
        {props.rows.map(({ name, computed, last }) => (
          <tr key={name}>
            <td>{name}</td>
            <td className="num">{computed}</td>
            <td className="num">{last ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
