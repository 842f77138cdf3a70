/** The plan is looked at before it is made: how many, which weeks, what does not fit. */
import { Modal } from '@mantine/core';
import { useState } from 'react';
import { addDays } from '../../shared/calendar/day.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { PlanPreview } from '../../shared/bridge/visits.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { visitClasses } from '../../shared/visits/visit-class.ts';
import { useAsk, useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortDay } from '../format/days.ts';
import { Awaited, Button, FailureNote, Note } from '../parts/parts.tsx';
import { Segments } from '../parts/segments.tsx';
import { useText } from '../texts/use-text.ts';

const horizons = ['month', 'quarter', 'year', 'nextYear'] as const;
type Horizon = (typeof horizons)[number];
const loads = ['4', '6', '8', '12', '20'] as const;
type Load = (typeof loads)[number];

function endOf(horizon: Horizon, today: string): string {
  if (horizon === 'year') return `${today.slice(0, 4)}-12-31`;
  return addDays(today, horizon === 'month' ? 30 : horizon === 'quarter' ? 90 : 365);
}

export function GenerateDialog(props: {
  onClose: () => void;
  onMade: (made: { batch: string; made: number }) => void;
}) {
  const { t } = useText();
  const tell = useTell();
  const { now } = useSurroundings();
  const today = businessDateOf(now());
  const [horizon, setHorizon] = useState<Horizon>('month');
  const [perWeek, setPerWeek] = useState<Load>('8');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const wanted = { until: endOf(horizon, today), perWeek: Number(perWeek) };
  const query = useAsk('visits.preview', wanted);
  const make = async () => {
    setBusy(true);
    const answer = await tell('visits.generate', wanted);
    setBusy(false);
    if (answer.ok) props.onMade(answer.value);
    else setFailure(answer.error);
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('plan.generate')}
      size="44rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <div className="stack">
        <Choice
          label={t('plan.horizon')}
          value={horizon}
          options={horizons.map((each) => [each, t(`plan.${each}`)])}
          onChange={setHorizon}
        />
        <Choice
          label={t('plan.perWeek')}
          value={perWeek}
          options={loads.map((each) => [each, `${each} ${t('plan.perWeekUnit')}`])}
          onChange={setPerWeek}
        />
        {failure !== null && <FailureNote failure={failure} />}
        <Awaited query={query} bars={4}>
          {(preview) => (
            <>
              <PreviewFacts preview={preview} today={today} />
              <div className="row end">
                <Button onClick={props.onClose}>{t('frame.cancel')}</Button>
                <Button
                  look="filled"
                  busy={busy}
                  offBecause={preview.total === 0 ? t('plan.nothing') : null}
                  onClick={() => void make()}
                >
                  {t('plan.make', { total: preview.total })}
                </Button>
              </div>
            </>
          )}
        </Awaited>
      </div>
    </Modal>
  );
}

function Choice<K extends string>(props: {
  label: string;
  value: K;
  options: readonly (readonly [K, string])[];
  onChange: (value: K) => void;
}) {
  return (
    <div className="row wrap">
      <span className="soft plan-label" aria-hidden="true">
        {props.label}
      </span>
      <Segments {...props} />
    </div>
  );
}

function PreviewFacts({ preview, today }: { preview: PlanPreview; today: string }) {
  const { t, language } = useText();
  const most = Math.max(0, ...preview.weeks.map(({ count }) => count));
  return (
    <>
      <p>
        <b>
          {preview.total === 0
            ? t('plan.nothing')
            : t('plan.preview', { total: preview.total, most })}
        </b>
      </p>
      <p className="soft">
        {visitClasses
          .filter((each) => (preview.byClass[each] ?? 0) > 0)
          .map((each) => `${labelOf('visit_class', each, language)} ${preview.byClass[each]}`)
          .join('　')}
      </p>
      {preview.total > 0 && (
        <ol className="week-bars" aria-label={t('plan.weekOf')}>
          {preview.weeks.map(({ from, count }) => (
            <li key={from} title={`${from}　${count}`}>
              <span className="num">{count}</span>
              <progress max={Math.max(1, most)} value={count} aria-label={from} />
              <span className="meta">{shortDay(from, today)}</span>
            </li>
          ))}
        </ol>
      )}
      {preview.already > 0 && (
        <p className="meta">{t('plan.already', { count: preview.already })}</p>
      )}
      {preview.late > 0 && <Note tone="amber">{t('plan.late', { count: preview.late })}</Note>}
      {preview.unassigned > 0 && (
        <Note tone="amber">{t('plan.unassigned', { count: preview.unassigned })}</Note>
      )}
      {preview.missingYear && <Note tone="amber">{t('plan.missingYear')}</Note>}
    </>
  );
}
