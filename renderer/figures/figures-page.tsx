/** 数据看板: the figures of domain.md §4 for every heart of the work; each opens the records behind it. */
import { Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { addDays } from '../../shared/calendar/day.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { CaseFigure, Figure, FigureGroup, FigureSplit } from '../../shared/bridge/figures.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { countedBy, type Period } from '../../shared/kpi/figure-query.ts';
import { formatFen } from '../../shared/money/fen.ts';
import type { Condition } from '../../shared/records/list-spec.ts';
import type { KpiSpec, RecordType } from '../../shared/records/record-type.ts';
import type { Bilingual } from '../../shared/texts/bilingual.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { freshList } from '../list/list-memory.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { Awaited, Empty, useNow } from '../parts/parts.tsx';
import { Segments } from '../parts/segments.tsx';
import { bothOf, type TextKey } from '../texts/index.ts';
import { useText } from '../texts/use-text.ts';
import { figureText } from './figure-words.ts';

/** The chart library is fetched when a chart is drawn, not when the app starts. */
const MonthChart = lazy(() => import('./month-chart.tsx'));

const spans = ['year', 'quarter', 'month', 'twelve'] as const;
type Span = (typeof spans)[number];

const moreWords: Readonly<Record<string, TextKey>> = {
  planned: 'figures.planned',
  needsRouted: 'figures.needsRouted',
  needsSettled: 'figures.needsSettled',
  fenPerHome: 'figures.fenPerHome',
  giftsRepeated: 'figures.giftsRepeated',
  common: 'figures.common',
  allThree: 'figures.allThree',
  donorsTold: 'figures.donorsTold',
  covered: 'figures.covered',
  decidedInTime: 'figures.decidedInTime',
  paidInTime: 'figures.paidInTime',
  followedUp: 'figures.followedUp',
  outOfHardship: 'figures.outOfHardship',
  referred: 'figures.referred',
  fenPerHousehold: 'figures.fenPerHousehold',
  unaided: 'hearts.unaided',
  headline: 'figures.headline',
  assigned: 'figures.assigned',
  touched: 'figures.touched',
  used_gov: 'figures.usedGov',
  used_project: 'figures.usedProject',
  used_donation: 'figures.usedDonation',
  vouchers: 'figures.vouchers',
  restrictedFits: 'figures.restrictedFits',
};

/** Figures whose names stand on a page of their own. */
const pagesOf: Readonly<Record<string, string>> = {
  unaided: '/unaided',
  headline: '/legal-coverage',
  assigned: '/legal-coverage',
  touched: '/legal-coverage',
};

/** 走访覆盖率 stands once for each class of visits. */
const coverage = 'coverage_';

const splitWords: Readonly<Record<string, TextKey>> = {
  income: 'figures.splitIncome',
  spent: 'figures.splitSpent',
  paid: 'figures.splitPaid',
};

/** Hearts first, in the order of the rail. */
const order = [
  'visit',
  'visit_plan',
  'hardship_case',
  'ticket',
  'legal_case',
  'online_request',
  'ledger_entry',
];

export function FiguresPage() {
  const { t } = useText();
  const { now } = useSurroundings();
  const today = businessDateOf(useNow(now));
  const [span, setSpan] = useState<Span>('year');
  const period = periodOf(span, today);
  const query = useAsk('figures.board', period);
  useKeys(
    Object.fromEntries(spans.map((each, index) => [`Alt+${index + 1}`, () => setSpan(each)])),
  );
  useHints([
    { keys: 'Alt 1…4', word: t('figures.period') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  return (
    <>
      <PageHeader title={t('figures.title')} facts={t('figures.facts', { ...period })}>
        <Segments
          label={t('figures.period')}
          value={span}
          options={spans.map((each) => [each, t(`figures.${each}`)])}
          onChange={setSpan}
        />
      </PageHeader>
      <div className="pane-body">
        <Awaited query={query} bars={9}>
          {({ groups }) =>
            groups.length === 0 ? (
              <Empty>{t('figures.empty')}</Empty>
            ) : (
              <div className="figure-groups">
                {groups.toSorted(inOrder).map((group) => (
                  <Group key={group.type} group={group} period={period} />
                ))}
              </div>
            )
          }
        </Awaited>
        <p className="meta">{t('figures.local')}</p>
      </div>
    </>
  );
}

function Group({ group, period }: { group: FigureGroup; period: Period }) {
  const { t, say } = useText();
  const type = recordType(group.type);
  if (type === undefined) return null;
  const shown = type.kpis.flatMap((kpi) => {
    const figure = group.figures.find(({ key }) => key === kpi.key);
    return figure === undefined ? [] : [{ kpi, figure }];
  });
  return (
    <section className="figure-group" aria-label={say(type.texts.name)}>
      <h2 className="block-title">
        <Icon name={typeIcon(type.icon)} /> {say(type.texts.name)}
        {type.countedOn === undefined && <span className="meta">　{t('figures.asOfNow')}</span>}
      </h2>
      <div className="figure-tiles">
        {shown.map(({ kpi, figure }) => (
          <Tile key={kpi.key} type={type} kpi={kpi} figure={figure} period={period} />
        ))}
        {group.more.map((figure) => (
          <MoreTile key={figure.key} figure={figure} />
        ))}
      </div>
      {group.splits.map((split) => (
        <Split key={split.key} split={split} />
      ))}
      {group.months.some(({ count }) => count > 0) && group.months.length > 1 && (
        <Suspense fallback={<div className="month-chart" />}>
          <MonthChart
            months={group.months}
            title={t('figures.byMonth')}
            unit={t('figures.records')}
          />
        </Suspense>
      )}
    </section>
  );
}

function Tile(props: { type: RecordType; kpi: KpiSpec; figure: Figure; period: Period }) {
  const { type, kpi, figure, period } = props;
  const { say } = useText();
  return (
    <ListTile
      type={type.name}
      name={kpi.name}
      where={countedBy(type, kpi, period)}
      figure={figure}
      unit={kpi.unit}
    >
      {say(kpi.name)}
    </ListTile>
  );
}

/** A figure that looks into the records: it opens those that it counts, or the page that shows them. */
function MoreTile({ figure }: { figure: CaseFigure }) {
  const { t, language } = useText();
  const word = moreWords[figure.key] ?? 'figures.title';
  const covered = figure.key.startsWith(coverage) ? figure.key.slice(coverage.length) : null;
  if (figure.behind !== undefined)
    return (
      <ListTile
        type={figure.behind.type}
        name={bothOf(word)}
        where={figure.behind.where}
        figure={figure}
        unit={figure.unit}
      >
        {t(word)}
      </ListTile>
    );
  const page = covered === null ? pagesOf[figure.key] : '/visits';
  return (
    <div className="figure-tile">
      <span className="soft">
        {covered === null
          ? t(word)
          : t('figures.coverageOf', { name: labelOf('visit_class', covered, language) })}
      </span>
      <b className="figure">{figureText(figure, figure.unit)}</b>
      <span className="row">
        <Behind figure={figure} />
        {page !== undefined && <Link to={page}>{t('figures.names')}</Link>}
      </span>
    </div>
  );
}

function ListTile(props: {
  type: string;
  name: Bilingual;
  where: readonly Condition[];
  figure: Figure;
  unit: KpiSpec['unit'];
  children: ReactNode;
}) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { lists } = useSurroundings();
  const open = () => {
    lists.set(props.type, {
      ...freshList,
      view: recordType(props.type)?.list.views.find(({ where }) => where.length === 0)?.key ?? '',
      limit: { name: props.name, where: props.where },
    });
    void navigate({ to: '/list/$type', params: { type: props.type } });
  };
  return (
    <button
      type="button"
      className="figure-tile"
      onClick={open}
      title={t('figures.open', { name: say(props.name) })}
    >
      <span className="soft">{props.children}</span>
      <b className="figure">{figureText(props.figure, props.unit)}</b>
      <Behind figure={props.figure} />
    </button>
  );
}

/** What a sum is made up of, in yuan and percent. */
function Split({ split }: { split: FigureSplit }) {
  const { t, language } = useText();
  const word = splitWords[split.key] ?? 'figures.title';
  if (split.parts.every(({ fen }) => fen === 0)) return null;
  return (
    <table className="figure-split">
      <caption>{t(word)}</caption>
      <tbody>
        {split.parts.map(({ key, fen, percent }) => (
          <tr key={key}>
            <th scope="row">{labelOf(split.dictionary, key, language)}</th>
            <td>
              <progress max={100} value={percent ?? 0} aria-hidden="true" />
            </td>
            <td className="num">{percent === null ? '—' : `${percent.toFixed(2)} %`}</td>
            <td className="num">{formatFen(fen)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Behind({ figure }: { figure: Figure }) {
  const { t } = useText();
  const { numerator, denominator } = figure;
  return (
    <span className="meta">
      {denominator === null ? '\u00a0' : t('figures.behind', { numerator, denominator })}
    </span>
  );
}

function inOrder(a: FigureGroup, b: FigureGroup): number {
  const place = ({ type }: FigureGroup) => {
    const at = order.indexOf(type);
    return at === -1 ? order.length : at;
  };
  return place(a) - place(b);
}

function periodOf(span: Span, today: string): Period {
  const [year = '', month = ''] = today.split('-');
  if (span === 'twelve') return { from: addDays(today, -364), to: today };
  if (span === 'year') return { from: `${year}-01-01`, to: today };
  const first = span === 'month' ? Number(month) : Math.floor((Number(month) - 1) / 3) * 3 + 1;
  return { from: `${year}-${String(first).padStart(2, '0')}-01`, to: today };
}
