/** 双中心: what waits at 服务中心 and at 维权中心, by step, what is due first, and who sits there today (domain.md S77). */
import { Link } from '@tanstack/react-router';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { Bilingual } from '../../shared/texts/bilingual.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Icon } from '../parts/icons.tsx';
import { Awaited, Empty } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { HeartTabs } from './heart-tabs.tsx';
import { RecordLine } from './record-line.tsx';
import { TallyLink } from './tally-link.tsx';

type Board = Value<'desks.board'>;
type Desk = Board['desks'][number];

export function DesksPage() {
  const { t } = useText();
  const query = useAsk('desks.board', {});
  useHints([
    { keys: 'Enter', word: t('key.open') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  return (
    <>
      <PageHeader
        title={t('hearts.desks')}
        facts={query.data === undefined ? '' : t('hearts.asOf', { date: query.data.asOf })}
      />
      <HeartTabs here="/desks" />
      <div className="pane-body scroll-body">
        <Awaited query={query} bars={9}>
          {({ desks, weekday }) =>
            desks.length === 0 ? (
              <Empty>{t('hearts.nothingWaits')}</Empty>
            ) : (
              <div className="desk-columns">
                {desks.map((desk) => (
                  <DeskPart key={desk.kind} desk={desk} weekday={weekday} />
                ))}
              </div>
            )
          }
        </Awaited>
      </div>
    </>
  );
}

function DeskPart({ desk, weekday }: { desk: Desk; weekday: string }) {
  const { t, language } = useText();
  const title = labelOf('desk_kind', desk.kind, language);
  return (
    <section className="desk-part" aria-label={title}>
      <h2 className="pane-title">
        <Icon name={desk.kind === 'service' ? 'desk' : 'legal'} /> {title}
      </h2>
      {desk.points.length === 0 ? (
        <p className="meta">
          {t('hearts.noPoint')}{' '}
          <Link to="/list/$type" params={{ type: 'service_point' }}>
            {t('hearts.toPoints')}
          </Link>
        </p>
      ) : (
        <ul className="stack">
          {desk.points.map((point) => (
            <li key={point.id}>
              <Link to="/record/$type/$id" params={{ type: point.type, id: point.id }}>
                {point.label}
              </Link>
              <span className="meta">
                {'　'}
                {[point.opening, point.phone].filter(Boolean).join('　')}
              </span>
              <div className="meta">
                {labelOf('weekday', weekday, language)}
                {'　'}
                {point.onDuty.length === 0
                  ? t('hearts.nobodyOnDuty')
                  : t('hearts.onDuty', { names: point.onDuty.join('、') })}
              </div>
            </li>
          ))}
        </ul>
      )}
      <DeskFigures desk={desk} />
      <StepTable desk={desk} title={title} />
      <h3 className="block-title">{t('hearts.dueFirst')}</h3>
      {desk.urgent.length === 0 ? (
        <p className="meta">{t('hearts.none')}</p>
      ) : (
        <ul>
          {desk.urgent.map((line) => (
            <RecordLine key={`${line.type}/${line.id}`} line={line} />
          ))}
        </ul>
      )}
    </section>
  );
}

function DeskFigures({ desk }: { desk: Desk }) {
  const { t } = useText();
  const { intakesThisMonth, inTime } = desk;
  return (
    <dl className="fact-line">
      {intakesThisMonth !== null && (
        <div>
          <dt>{t('hearts.intakes')}</dt>
          <dd>
            <TallyLink
              tally={intakesThisMonth}
              name={{ zh: '本月接待登记', en: 'Desk contacts this month' }}
            />
          </dd>
        </div>
      )}
      <div>
        <dt>{t('hearts.routedInTime')}</dt>
        <dd>
          {inTime.percent === null ? '—' : `${inTime.percent.toFixed(2)} %`}
          {inTime.denominator > 0 && (
            <span className="meta">
              {'　'}
              {t('plan.ofHow', {
                numerator: inTime.numerator,
                denominator: inTime.denominator,
              })}
            </span>
          )}
        </dd>
      </div>
    </dl>
  );
}

function StepTable({ desk, title }: { desk: Desk; title: string }) {
  const { t, say } = useText();
  if (desk.steps.length === 0) return <p className="meta">{t('hearts.nothingWaits')}</p>;
  return (
    <table className="box-table">
      <caption className="hidden-text">{title}</caption>
      <thead>
        <tr>
          <th>{t('hearts.step')}</th>
          <th className="num">{t('hearts.waiting')}</th>
          <th className="num">{t('hearts.overdue')}</th>
          <th className="num">{t('hearts.soon')}</th>
        </tr>
      </thead>
      <tbody>
        {desk.steps.map(({ all, overdue, soon }) => {
          const type = recordType(all.type);
          const state: Bilingual = type?.texts.states[all.key] ?? { zh: all.key, en: all.key };
          const kind: Bilingual = type?.texts.name ?? { zh: '', en: '' };
          const named = (word: Bilingual): Bilingual => ({
            zh: `${kind.zh}　${state.zh}${word.zh}`,
            en: `${kind.en}: ${state.en}${word.en}`,
          });
          return (
            <tr key={`${all.type}/${all.key}`}>
              <th scope="row">
                <span className="meta">{say(kind)}</span> {say(state)}
              </th>
              <td className="num">
                <TallyLink tally={all} name={named({ zh: '', en: '' })} />
              </td>
              <td className="num">
                <TallyLink
                  tally={overdue}
                  name={named({ zh: '　逾期', en: ', overdue' })}
                  tone="red"
                />
              </td>
              <td className="num">
                <TallyLink
                  tally={soon}
                  name={named({ zh: '　2 天内到期', en: ', due in 2 days' })}
                  tone="amber"
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
