/** 走访计划: the week as a walk, who was seen and who was not, and the generator of the plan (domain.md §3.1, §4.2). */
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import { denials, type Failure } from '../../shared/bridge/errors.ts';
import { visitPlan } from '../../shared/records/visit_plan/index.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { CoverageTab } from './coverage-tab.tsx';
import { GenerateDialog } from './generate-dialog.tsx';
import { VisitTabs } from './visit-tabs.tsx';
import { WeekTab } from './week-tab.tsx';

const tabs = ['week', 'coverage'] as const;

export function VisitsPage() {
  const { t, say } = useText();
  const tell = useTell();
  const forget = useForget();
  const { actor } = useSession();
  const [tab, setTab] = useState<(typeof tabs)[number]>('week');
  const [isMaking, setMaking] = useState(false);
  const [done, setDone] = useState<{ text: string; batch: string | null } | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const allowed = can(actor, 'create', visitPlan, { unit: actor.unit, community: '' });
  const changed = () => forget('visits.week', 'visits.coverage', 'records.list', 'today.board');
  const undo = async (batch: string) => {
    const answer = await tell('visits.undoBatch', { batch });
    changed();
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok)
      setDone({ text: t('plan.undone', { count: answer.value.cancelled }), batch: null });
  };
  const batch = done?.batch ?? null;
  useKeys({
    F2: () => (allowed.allow ? setMaking(true) : false),
    'Alt+1': () => setTab('week'),
    'Alt+2': () => setTab('coverage'),
    'Ctrl+z': () => (batch === null ? false : void undo(batch)),
  });
  useHints([
    { keys: 'Alt 1 2', word: t('key.select') },
    ...(allowed.allow ? [{ keys: 'F2', word: t('plan.generate') }] : []),
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  return (
    <>
      <PageHeader title={t('frame.visits')}>
        <Button
          look="filled"
          icon="add"
          keyCap="F2"
          onClick={() => setMaking(true)}
          offBecause={allowed.allow ? null : say(denials[allowed.reason])}
        >
          {t('plan.generate')}
        </Button>
      </PageHeader>
      <VisitTabs here="plans" />
      <div className="tabs" role="tablist" aria-label={t('plan.title')}>
        {tabs.map((each) => (
          <button
            key={each}
            type="button"
            role="tab"
            aria-selected={each === tab}
            className={`tab ${each === tab ? 'on' : ''}`}
            onClick={() => setTab(each)}
          >
            {t(each === 'week' ? 'plan.week' : 'plan.coverage')}
          </button>
        ))}
      </div>
      {failure !== null && <FailureNote failure={failure} band />}
      {done !== null && (
        <Note tone="green" band role="status">
          {done.text}
          {batch !== null && (
            <>
              {'　'}
              <button type="button" className="link" onClick={() => void undo(batch)}>
                {t('plan.undo')}
              </button>
            </>
          )}
        </Note>
      )}
      {tab === 'week' ? <WeekTab mayAssign={allowed.allow} onChanged={changed} /> : <CoverageTab />}
      {isMaking && (
        <GenerateDialog
          onClose={() => setMaking(false)}
          onMade={({ batch, made }) => {
            setMaking(false);
            setDone({ text: t('plan.made', { count: made }), batch });
            changed();
          }}
        />
      )}
    </>
  );
}
