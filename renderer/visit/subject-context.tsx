/** Beside the visit form: who lives here, when were we here last, what is running, what was given (ui.md §6). */
import { Link } from '@tanstack/react-router';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { formatFen } from '../../shared/money/fen.ts';
import type { Ref } from '../../shared/fields/kinds.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { dayDifference, shortDay } from '../format/days.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { Awaited } from '../parts/parts.tsx';
import { StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';

type Context = Value<'records.context'>;

export function SubjectContext(props: { subject: Ref | null }) {
  const { t } = useText();
  return props.subject === null ? (
    <p className="pane-body meta">{t('visit.pickFirst')}</p>
  ) : (
    <Loaded subject={props.subject} />
  );
}

function Loaded({ subject }: { subject: Ref }) {
  const query = useAsk('records.context', { type: subject.type, id: subject.id });
  return (
    <Awaited query={query}>
      {(context) => (
        <div className="pane-body">
          <h2 className="pane-title">{context.label}</h2>
          <p className="meta" style={{ marginBottom: '0.75rem' }}>
            {context.place}
          </p>
          <Members context={context} />
          <LastVisit context={context} />
          <OpenMatters context={context} />
          <Given context={context} />
        </div>
      )}
    </Awaited>
  );
}

function Members({ context }: { context: Context }) {
  const { t, language } = useText();
  return (
    <>
      {context.members.length > 0 && (
        <>
          <h3 className="block-title">
            <Icon name="users" size={15} /> {t('visit.householdMembers')}{' '}
            <span className="meta">{t('visit.people', { count: context.members.length })}</span>
          </h3>
          <table className="box-table">
            <tbody>
              {context.members.map((member) => (
                <tr key={member.id}>
                  <td>
                    <Link
                      className="plain-link"
                      to="/record/$type/$id"
                      params={{ type: member.type, id: member.id }}
                    >
                      <b>{member.label}</b>
                    </Link>
                  </td>
                  <td>{labelOf('rel', member.relation, language)}</td>
                  <td>{member.age === null ? '—' : t('visit.age', { age: member.age })}</td>
                  <td>{labelOf('identity', member.identity, language)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {context.abroad.length > 0 && (
        <>
          <h3 className="block-title">{t('visit.abroad')}</h3>
          {context.abroad.map((each) => (
            <p key={each.id} style={{ fontSize: '0.875rem' }}>
              {labelOf('rel', each.relation, language)}
              {'　'}
              {each.label}
              {'　'}
              {labelOf('country', each.country, language)}
            </p>
          ))}
        </>
      )}
    </>
  );
}

function LastVisit({ context }: { context: Context }) {
  const { t, language } = useText();
  const { now } = useSurroundings();
  const last = context.visits[0];
  if (last === undefined) {
    return (
      <>
        <h3 className="block-title">{t('visit.lastVisit')}</h3>
        <p className="meta">{t('visit.neverVisited')}</p>
      </>
    );
  }
  const today = businessDateOf(now());
  const day = dayOf(last.at);
  return (
    <>
      <h3 className="block-title">
        {t('visit.lastVisit')}{' '}
        <span className="meta">
          {t('visit.daysAgo', { date: shortDay(day, today), days: dayDifference(day, today) })}
        </span>
      </h3>
      <p style={{ fontSize: '0.875rem' }}>{last.note}</p>
      <p className="meta">
        {[
          last.visitors,
          labelOf('visit_outcome', last.outcome, language),
          last.fen > 0 ? formatFen(last.fen) : t('visit.noGifts'),
        ]
          .filter(Boolean)
          .join('　')}
      </p>
    </>
  );
}

function OpenMatters({ context }: { context: Context }) {
  const { t } = useText();
  if (context.open.length === 0) return null;
  return (
    <>
      <h3 className="block-title">
        {t('visit.openMatters')}{' '}
        <span className="meta">{t('visit.matters', { count: context.open.length })}</span>
      </h3>
      <div style={{ display: 'grid', gap: '0.5rem' }}>
        {context.open.map((each) => {
          const type = recordType(each.type);
          return (
            <div key={each.id} className="card row wrap" style={{ padding: '0.5rem 0.75rem' }}>
              <Icon name={typeIcon(type?.icon ?? each.type)} />
              <Link
                className="clip"
                to="/record/$type/$id"
                params={{ type: each.type, id: each.id }}
              >
                {each.label}
              </Link>
              {type !== undefined && <StateChip type={type} state={each.state} />}
            </div>
          );
        })}
      </div>
    </>
  );
}

function Given({ context }: { context: Context }) {
  const { t, language } = useText();
  const { now } = useSurroundings();
  const today = businessDateOf(now());
  const sum = context.given.reduce((total, each) => total + each.fen, 0);
  return (
    <>
      <h3 className="block-title">{t('visit.given')}</h3>
      {context.given.length === 0 ? (
        <p className="meta">{t('visit.notGiven')}</p>
      ) : (
        <table
          style={{
            width: '100%',
            fontSize: '0.875rem',
            lineHeight: '1.625rem',
            borderCollapse: 'collapse',
          }}
        >
          <tbody>
            {context.given.map((each) => (
              <tr key={`${each.at}/${each.kind}/${each.fen}/${each.note}`}>
                <td>
                  {each.kind === 'aid'
                    ? t('hearts.payment')
                    : labelOf('gift_kind', each.kind, language)}
                  {'　'}
                  {each.note}
                </td>
                <td>{shortDay(dayOf(each.at), today)}</td>
                <td className="num">{formatFen(each.fen)}</td>
              </tr>
            ))}
            <tr style={{ borderTop: '1px solid var(--line)', fontWeight: 700 }}>
              <td colSpan={2}>{t('visit.sum')}</td>
              <td className="num">{formatFen(sum)}</td>
            </tr>
          </tbody>
        </table>
      )}
    </>
  );
}

/** Instants and business dates alike, as a Beijing day. */
function dayOf(at: string): string {
  return at.includes('T') ? businessDateOf(at) : at.slice(0, 10);
}
