/** 企业全景: what the office knows of one enterprise on one page; every number opens its rows (domain.md S78). */
import { Link } from '@tanstack/react-router';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { FileGrid, filesOf } from '../files/file-grid.tsx';
import { Awaited, Note } from '../parts/parts.tsx';
import type { TextKey } from '../texts/index.ts';
import { useText } from '../texts/use-text.ts';
import { Part, Tallies, tallyName } from './part.tsx';
import { RecordLine } from './record-line.tsx';
import { TallyLink } from './tally-link.tsx';

type Panorama = Value<'panorama.enterprise'>;

export function PanoramaPane({ id }: { id: string }) {
  const query = useAsk('panorama.enterprise', { id });
  return (
    <div className="pane-body scroll-body">
      <Awaited query={query} bars={9}>
        {(view) => <Loaded view={view} />}
      </Awaited>
    </div>
  );
}

function Loaded({ view }: { view: Panorama }) {
  const { t } = useText();
  return (
    <>
      <Figures view={view} />
      <div className="panorama-columns">
        <Part title={t('hearts.openTickets')} isEmpty={view.openTickets.length === 0}>
          <ul>
            {view.openTickets.map((line) => (
              <RecordLine key={line.id} line={line} />
            ))}
          </ul>
        </Part>
        <Part title={t('hearts.lastVisits')} isEmpty={view.lastVisits.length === 0}>
          <ul>
            {view.lastVisits.map((line) => (
              <RecordLine key={line.id} line={line} />
            ))}
          </ul>
        </Part>
        <Part title={t('hearts.needs')} isEmpty={view.needs.length === 0}>
          <Needs view={view} />
        </Part>
        <Part title={t('hearts.common')} isEmpty={view.common.length === 0}>
          <Common view={view} />
        </Part>
        <Part title={t('hearts.people')} isEmpty={view.people.length === 0}>
          <People view={view} />
        </Part>
        <Part title={t('hearts.serving')} isEmpty={false}>
          <Serving view={view} />
        </Part>
      </div>
      <Part title={t('hearts.years')} isEmpty={view.years.rows.length === 0}>
        <Years view={view} />
      </Part>
      <Part title={t('hearts.files')} isEmpty={view.files.length === 0}>
        {view.files.map(({ record, on, field, files }) => (
          <div key={`${record.id}/${field}`} className="stack">
            <Link to="/record/$type/$id" params={{ type: record.type, id: record.id }}>
              {record.label}
              {'　'}
              {on}
            </Link>
            <FileGrid files={filesOf(files)} record={record} label={record.label} />
          </div>
        ))}
      </Part>
    </>
  );
}

/** Tickets by state first, then the counts of everything else. */
function Figures({ view }: { view: Panorama }) {
  const { t } = useText();
  const groups: readonly [TextKey, Panorama['tickets']][] = [
    ['hearts.ticketsByState', view.tickets],
    ['hearts.visits', view.visits],
    ['hearts.legal', view.legal],
    ['hearts.others', [...view.others, view.relations]],
  ];
  return (
    <div className="figure-row">
      {groups.map(([title, tallies]) => (
        <section key={title} className="figure-tile" aria-label={t(title)}>
          <b>{t(title)}</b>
          <Tallies tallies={tallies} />
        </section>
      ))}
    </div>
  );
}

function Needs({ view }: { view: Panorama }) {
  const { say, language } = useText();
  return (
    <table className="box-table">
      <tbody>
        {view.needs.map((need) => {
          const type = recordType(need.target?.type ?? '');
          return (
            <tr key={`${need.visit.id}/${need.text}`}>
              <td>
                <Link to="/record/$type/$id" params={{ type: 'visit', id: need.visit.id }}>
                  {need.on}
                </Link>
              </td>
              <td>{need.text}</td>
              <td>
                {need.target === null ? (
                  labelOf('need_route', need.route, language)
                ) : (
                  <Link
                    to="/record/$type/$id"
                    params={{ type: need.target.type, id: need.target.id }}
                  >
                    {say(type?.texts.name ?? { zh: '', en: '' })}
                    {'　'}
                    {say(type?.texts.states[need.target.state] ?? { zh: '', en: '' })}
                  </Link>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Common({ view }: { view: Panorama }) {
  const { t } = useText();
  return (
    <ul>
      {view.common.map((problem) => (
        <li key={problem.id} className="record-line">
          <Link
            className="clip grow"
            to="/record/$type/$id"
            params={{ type: problem.type, id: problem.id }}
          >
            {problem.label}
          </Link>
          <TallyLink
            tally={problem.members}
            name={{ zh: `共性问题：${problem.label}`, en: `Common problem: ${problem.label}` }}
          >
            {t('hearts.enterprises', { count: problem.enterprises })}
          </TallyLink>
        </li>
      ))}
    </ul>
  );
}

function People({ view }: { view: Panorama }) {
  const { language } = useText();
  return (
    <ul>
      {view.people.map((person) => (
        <li key={person.id} className="record-line">
          <Link
            className="clip grow"
            to="/record/$type/$id"
            params={{ type: person.type, id: person.id }}
          >
            {person.label}
          </Link>
          <span className="meta">
            {[
              person.role === '' ? '' : labelOf('relation_word', person.role, language),
              person.country === '' ? '' : labelOf('country', person.country, language),
            ]
              .filter(Boolean)
              .join('　')}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Who answers for it: the officer, and the lawyers of the office's list. */
function Serving({ view }: { view: Panorama }) {
  const { t } = useText();
  return (
    <>
      <dl className="fact-line">
        <div>
          <dt>{t('hearts.officer')}</dt>
          <dd>{view.officer?.label ?? '—'}</dd>
        </div>
      </dl>
      {view.lawyers.length === 0 ? (
        <Note tone="amber">{t('hearts.noLawyer')}</Note>
      ) : (
        <ul>
          {view.lawyers.map((lawyer) => (
            <li key={lawyer.id} className="record-line">
              <Link
                className="clip grow"
                to="/record/$type/$id"
                params={{ type: lawyer.type, id: lawyer.id }}
              >
                {lawyer.label}
              </Link>
              <span className="meta">
                {lawyer.firm}
                {lawyer.until !== null && `　${t('hearts.until', { date: lawyer.until })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Years({ view }: { view: Panorama }) {
  const { t, say } = useText();
  const { years, rows } = view.years;
  return (
    <table className="box-table">
      <thead>
        <tr>
          <th>{t('hearts.figure')}</th>
          {years.map((year) => (
            <th key={year} className="num">
              {year}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells) => {
          const [first] = cells;
          if (first === undefined) return null;
          const name = tallyName({ key: `year_${first.key}`, type: first.type });
          return (
            <tr key={first.key}>
              <th scope="row">{say(name)}</th>
              {cells.map((cell, index) => (
                <td key={years[index]} className="num">
                  <TallyLink
                    tally={{ ...cell, count: cell.value }}
                    name={{ zh: `${years[index]} 年${name.zh}`, en: `${name.en} ${years[index]}` }}
                  >
                    {cell.unit === 'fen' ? formatFen(cell.value) : cell.value}
                  </TallyLink>
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
