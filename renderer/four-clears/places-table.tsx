/** Communities (or units, for the district), the lowest index first. */
import { useAsk } from '../bridge/bridge-context.tsx';
import { useWords } from '../format/use-words.ts';
import { useText } from '../texts/use-text.ts';
import type { ClearRow } from '../../shared/bridge/four-clears.ts';
import type { Chosen, ClearsBoard, Mendable } from './clears-page.tsx';
import { LevelWord } from './gauge-tiles.tsx';

export function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

export function usePlaceName(by: ClearsBoard['by']): (place: string) => string {
  const { t } = useText();
  const { communityName } = useWords();
  const units = useAsk('records.list', { type: 'unit', where: [], offset: 0, limit: 100 }).data;
  return (place) => {
    if (place === '') return t('clears.noCommunity');
    if (by === 'community') return communityName(place);
    const unit = units?.rows.find(({ cells }) => cells['code'] === place);
    return String(unit?.cells['name'] ?? place);
  };
}

export function PlacesTable(props: {
  board: ClearsBoard;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
}) {
  const { t } = useText();
  const { board } = props;
  const nameOf = usePlaceName(board.by);
  const rows = board.rows.toSorted(
    (a, b) => (a.gauges.sq ?? 101) - (b.gauges.sq ?? 101) || a.place.localeCompare(b.place),
  );
  return (
    <table className="box-table clears">
      <thead>
        <tr>
          <th>{t(board.by === 'unit' ? 'clears.byUnit' : 'clears.byCommunity')}</th>
          <th className="num">{t('clears.records')}</th>
          <th>{t('clears.sq')}</th>
          <th>{t('clears.dz')}</th>
          <th>{t('clears.sz')}</th>
          <th>{t('clears.gx')}</th>
          <th>{t('clears.dt')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.place}>
            <td>{nameOf(row.place)}</td>
            <td className="num">{row.records}</td>
            <td>
              <span className="row">
                <b>{written(row.gauges.sq)}</b>
                <LevelWord level={row.gauges.level} />
              </span>
            </td>
            <GaugeCell row={row} gauge="dz" {...props} />
            <td>{written(row.gauges.sz)}</td>
            <GaugeCell row={row} gauge="gx" {...props} />
            <GaugeCell row={row} gauge="dt" {...props} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('clears.whole')}</th>
          <td className="num">
            <b>{board.total.records}</b>
          </td>
          {(['sq', 'dz', 'sz', 'gx', 'dt'] as const).map((key) => (
            <td key={key}>
              <b>{written(board.total.gauges[key])}</b>
            </td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function GaugeCell(props: {
  row: ClearRow;
  gauge: Mendable;
  chosen: Chosen | null;
  onChoose: (chosen: Chosen) => void;
}) {
  const { t } = useText();
  const { row, gauge } = props;
  const value = row.gauges[gauge];
  const count = sumOf(row.missing[gauge]);
  const on = props.chosen?.place === row.place && props.chosen.gauge === gauge;
  const tone = value === null || value >= 80 ? '' : value < 60 ? 'low' : 'weak';
  return (
    <td className={`${tone} ${on ? 'chosen' : ''}`}>
      <span className="row">
        <span className="gauge-value">{written(value)}</span>
        {count > 0 && (
          <button
            type="button"
            className={`figure-link ${on ? 'on' : ''}`}
            aria-pressed={on}
            onClick={() => props.onChoose({ place: row.place, gauge })}
          >
            {t(`clears.${gauge}Missing`, { count })}
          </button>
        )}
      </span>
    </td>
  );
}

function written(value: number | null): string {
  return value === null ? '—' : value.toFixed(2);
}
