/** One week in the order of the walk. What is overdue comes along until somebody has gone. */
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { addDays, weekdayOf } from '../../shared/calendar/day.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { WeekPlan } from '../../shared/bridge/visits.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { visitPlan } from '../../shared/records/visit_plan/index.ts';
import { useAsk, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortDay } from '../format/days.ts';
import { useWords } from '../format/use-words.ts';
import { Light } from '../parts/light.tsx';
import { Awaited, Button, Empty, FailureNote, Note, useNow } from '../parts/parts.tsx';
import { Segments } from '../parts/segments.tsx';
import { StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';

const kindOf: Readonly<Record<string, string>> = {
  hardship: 'hardship',
  elder: 'key',
  key: 'key',
  above_scale: 'enterprise',
  enterprise: 'enterprise',
};

export function WeekTab(props: { mayAssign: boolean; onChanged: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const { actor } = useSession();
  const { now } = useSurroundings();
  const today = businessDateOf(useNow(now));
  const thisMonday = addDays(today, 1 - weekdayOf(today));
  const [monday, setMonday] = useState(thisMonday);
  const [isMine, setMine] = useState(!props.mayAssign);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [said, setSaid] = useState<readonly string[]>([]);
  const query = useAsk('visits.week', { monday, visitor: isMine ? actor.userId : null });
  const plans = query.data?.plans ?? [];
  const toAssign = plans.filter(({ state }) => state === 'planned');
  const assign = async () => {
    const answer = await tell('visits.assign', { ids: toAssign.map(({ id }) => id) });
    props.onChanged();
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    const { assigned, withoutVisitor } = answer.value;
    setSaid([
      ...(assigned > 0 ? [t('plan.assigned', { count: assigned })] : []),
      ...(withoutVisitor > 0 ? [t('plan.noVisitor', { count: withoutVisitor })] : []),
    ]);
  };
  const late = plans.filter(({ dueTo }) => dueTo < today).length;
  return (
    <div className="pane-body">
      <div className="row wrap visits-bar">
        <Button small icon="back" onClick={() => setMonday(addDays(monday, -7))}>
          {t('plan.before')}
        </Button>
        <Button small onClick={() => setMonday(thisMonday)}>
          {t('plan.thisWeek')}
        </Button>
        <Button small onClick={() => setMonday(addDays(monday, 7))}>
          {t('plan.after')}
        </Button>
        <Segments
          label={t('plan.who')}
          value={isMine ? 'mine' : 'everybody'}
          options={[
            ['mine', t('plan.mine')],
            ['everybody', t('plan.everybody')],
          ]}
          onChange={(who) => setMine(who === 'mine')}
        />
        <span className="grow">
          {t('plan.range', {
            from: shortDay(monday, today),
            to: shortDay(addDays(monday, 6), today),
            count: plans.length,
          })}
          {late > 0 && <span className="tone-red">　{t('plan.overdue', { count: late })}</span>}
        </span>
        {props.mayAssign && toAssign.length > 0 && (
          <Button small onClick={() => void assign()}>
            {t('plan.assign', { count: toAssign.length })}
          </Button>
        )}
        {plans.length > 0 && (
          <Button small icon="file" onClick={() => globalThis.print()}>
            {t('plan.printRoute')}
          </Button>
        )}
      </div>
      {failure !== null && <FailureNote failure={failure} />}
      {said.map((text) => (
        <Note key={text} tone="plain" role="status">
          {text}
        </Note>
      ))}
      <Awaited query={query} bars={8}>
        {(found) =>
          found.plans.length === 0 ? (
            <Empty>{t(isMine ? 'plan.emptyMine' : 'plan.empty')}</Empty>
          ) : (
            <>
              <WalkTable plans={found.plans} today={today} />
              {!found.isComplete && <p className="meta">{t('plan.tooMany')}</p>}
            </>
          )
        }
      </Awaited>
    </div>
  );
}

function WalkTable({ plans, today }: { plans: readonly WeekPlan[]; today: string }) {
  const { t, language } = useText();
  const { communityName } = useWords();
  const navigate = useNavigate();
  const { newId, prefill } = useSurroundings();
  const start = (plan: WeekPlan) => {
    const draft = newId();
    prefill.set(draft, {
      subject: plan.subject,
      plan: { type: 'visit_plan', id: plan.id, label: plan.subject.label },
      kind: kindOf[plan.visitClass] ?? 'daily',
      mode: plan.attempts >= 1 ? 'phone' : 'home',
      ...(plan.address === '' ? {} : { place: plan.address.slice(0, 100) }),
    });
    void navigate({ to: '/form/$type/$draft', params: { type: 'visit', draft } });
  };
  return (
    <table className="box-table walk">
      <thead>
        <tr>
          <th>{t('plan.subject')}</th>
          <th>{t('plan.class')}</th>
          <th>{t('plan.address')}</th>
          <th>{t('plan.last')}</th>
          <th>{t('plan.due')}</th>
          <th>{t('plan.visitors')}</th>
          <th>{t('plan.state')}</th>
          <th className="no-print" aria-label={t('plan.start')} />
        </tr>
      </thead>
      {[...Map.groupBy(plans, ({ community }) => community)].map(([community, here]) => (
        <tbody key={community}>
          <tr className="group-row">
            <th colSpan={8} scope="rowgroup">
              {communityName(community)}　{here.length}
            </th>
          </tr>
          {here.map((plan) => (
            <tr key={plan.id}>
              <td>
                <Link
                  to="/record/$type/$id"
                  params={{ type: plan.subject.type, id: plan.subject.id }}
                >
                  {plan.subject.label}
                </Link>
                {plan.attempts > 0 && (
                  <div className="meta tone-amber">
                    {t('plan.attempts', { count: plan.attempts })}，
                    {t(plan.attempts === 1 ? 'plan.callNow' : 'plan.checkLost')}
                  </div>
                )}
              </td>
              <td>{labelOf('visit_class', plan.visitClass, language)}</td>
              <td>{plan.address}</td>
              <td>
                {plan.lastVisitOn === null ? t('plan.never') : shortDay(plan.lastVisitOn, today)}
              </td>
              <td>
                <Light due={plan.dueTo} today={today} />
              </td>
              <td>{plan.visitors.join('、')}</td>
              <td>
                <Link to="/record/$type/$id" params={{ type: 'visit_plan', id: plan.id }}>
                  <StateChip type={visitPlan} state={plan.state} />
                </Link>
              </td>
              <td className="no-print num">
                <Button small onClick={() => start(plan)}>
                  {t('plan.start')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
