/** 经费台账: what came in, went out and is left by source; each figure opens the entries behind it. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import type { Balance } from '../../shared/bridge/ledger.ts';
import type { ListQuery } from '../../shared/bridge/contract.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { ExcelMenu } from '../excel/excel-menu.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { Awaited, Button, Empty } from '../parts/parts.tsx';
import { StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';

type Side = 'in' | 'out' | 'to_review' | null;
interface Chosen {
  readonly source: string | null;
  readonly side: Side;
}

export function LedgerPage() {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { now, newId } = useSurroundings();
  const [year, setYear] = useState(Number(businessDateOf(now()).slice(0, 4)));
  const [chosen, setChosen] = useState<Chosen>({ source: null, side: null });
  const query = useAsk('ledger.balances', { year });
  const create = () =>
    void navigate({ to: '/form/$type/$draft', params: { type: 'ledger_entry', draft: newId() } });
  useKeys({ F2: create });
  useHints([
    { keys: 'F2', word: t('key.create') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  const entry = recordType('ledger_entry');
  const others = ['donation', 'budget_line'].flatMap((name) => recordType(name) ?? []);
  return (
    <>
      <PageHeader title={t('ledger.title')} facts={`${t('ledger.year')} ${year}`}>
        <Button icon="back" onClick={() => setYear(year - 1)}>
          {year - 1}
        </Button>
        <Button onClick={() => setYear(year + 1)}>{year + 1}</Button>
        {others.map((type) => (
          <Link key={type.name} className="button" to="/list/$type" params={{ type: type.name }}>
            {say(type.texts.name)}
          </Link>
        ))}
        <Button look="filled" icon="add" keyCap="F2" onClick={create}>
          {entry === undefined ? '' : say(entry.texts.newOne)}
        </Button>
      </PageHeader>
      <div className="pane-body">
        <Awaited query={query} bars={4}>
          {(rows) => <Balances rows={rows} chosen={chosen} onChoose={setChosen} />}
        </Awaited>
        <Entries year={year} chosen={chosen} />
      </div>
    </>
  );
}

function Balances(props: {
  rows: readonly Balance[];
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
}) {
  const { t, language } = useText();
  const sum = props.rows.reduce<Balance>(
    (total, row) => ({
      source: '',
      open: total.open + row.open,
      income: total.income + row.income,
      spent: total.spent + row.spent,
      balance: total.balance + row.balance,
      toReview: total.toReview + row.toReview,
    }),
    { source: '', open: 0, income: 0, spent: 0, balance: 0, toReview: 0 },
  );
  const figure = (row: Balance, side: Side, text: string) => {
    const source = row.source === '' ? null : row.source;
    const on = props.chosen.source === source && props.chosen.side === side;
    return (
      <button
        type="button"
        className={`figure-link ${on ? 'on' : ''}`}
        aria-pressed={on}
        onClick={() => props.onChoose({ source, side })}
      >
        {text}
      </button>
    );
  };
  return (
    <table className="box-table ledger-balances">
      <thead>
        <tr>
          <th>{t('ledger.source')}</th>
          <th className="num">{t('ledger.open')}</th>
          <th className="num">{t('ledger.income')}</th>
          <th className="num">{t('ledger.spent')}</th>
          <th className="num">{t('ledger.balance')}</th>
          <th className="num">{t('ledger.rate')}</th>
          <th className="num">{t('ledger.review')}</th>
        </tr>
      </thead>
      <tbody>
        {[...props.rows, sum].map((row) => (
          <tr key={row.source}>
            <td>
              {figure(
                row,
                null,
                row.source === ''
                  ? t('ledger.allSources')
                  : labelOf('fund_source', row.source, language),
              )}
            </td>
            <td className="num">{formatFen(row.open)}</td>
            <td className="num">{figure(row, 'in', formatFen(row.income))}</td>
            <td className="num">{figure(row, 'out', formatFen(row.spent))}</td>
            <td className={`num ${row.balance < 0 ? 'tone-red' : ''}`}>
              <b>{formatFen(row.balance)}</b>
            </td>
            <td className="num">{rateOf(row)}</td>
            <td className="num">{figure(row, 'to_review', String(row.toReview))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** §4.8: spent ÷ (carried over + income); nothing to divide by is shown as a dash. */
function rateOf(row: Balance): string {
  const base = row.open + row.income;
  return base === 0 ? '—' : `${((row.spent / base) * 100).toFixed(2)} %`;
}

function Entries({ year, chosen }: { year: number; chosen: Chosen }) {
  const { t } = useText();
  const type = recordType('ledger_entry');
  const where = entriesOf(year, chosen);
  const query = useAsk('records.list', { type: 'ledger_entry', where, offset: 0, limit: 200 });
  return (
    <>
      <div className="row">
        <h2 className="block-title grow">{t('ledger.entries')}</h2>
        {type !== undefined && (
          <ExcelMenu
            type={type}
            query={{ type: 'ledger_entry', where }}
            total={query.data?.total ?? 0}
            shown={[]}
          />
        )}
      </div>
      <Awaited query={query} bars={6}>
        {(found) =>
          found.rows.length === 0 || type === undefined ? (
            <Empty>{t('ledger.empty')}</Empty>
          ) : (
            <table className="box-table">
              <tbody>
                {found.rows.map((row) => (
                  <tr key={row.id}>
                    <td>{String(row.cells['booked_on'] ?? '')}</td>
                    <td>
                      <Link to="/record/$type/$id" params={{ type: 'ledger_entry', id: row.id }}>
                        {String(row.cells['purpose'] ?? '')}
                      </Link>
                    </td>
                    <td>{String(row.cells['counterparty'] ?? '')}</td>
                    <td>{String(row.cells['business'] ?? '')}</td>
                    <td
                      className={`num ${Number(row.cells['signed_fen']) < 0 ? '' : 'tone-green'}`}
                    >
                      {formatFen(Number(row.cells['signed_fen'] ?? 0))}
                    </td>
                    <td>
                      <StateChip type={type} state={row.state} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Awaited>
    </>
  );
}

/** The entries behind a figure. */
function entriesOf(year: number, chosen: Chosen): ListQuery['where'] {
  return [
    { column: 'booked_on', op: '>=', value: `${year}-01-01` },
    { column: 'booked_on', op: '<=', value: `${year}-12-31` },
    ...(chosen.source === null
      ? []
      : [{ column: 'source', op: '=' as const, value: chosen.source }]),
    ...(chosen.side === 'to_review'
      ? [{ column: 'state', op: '=' as const, value: 'to_review' }]
      : [{ column: 'state', op: '!=' as const, value: 'cancelled' }]),
    ...(chosen.side === 'in' || chosen.side === 'out'
      ? [{ column: 'direction', op: '=' as const, value: chosen.side }]
      : []),
  ];
}
