/** Sync has stopped by itself: what happened, what to do, and the two ways on (design.md §4.7). */
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useAsk, useForget, useTell, type Value } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Icon } from '../parts/icons.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Shown = Value<'sync.brake'>;
type Brake = NonNullable<Shown['brake']>;
type Choice = Shown['decisions'][number]['choice'];

export function BrakePanel() {
  const tell = useTell();
  const forget = useForget();
  const query = useAsk('sync.brake', {});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);
  const decide = async (choice: Choice) => {
    setBusy(true);
    const answer = await tell('sync.decideBrake', { choice });
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    forget('sync.brake', 'sync.board', 'sync.state');
  };
  const brake = query.data?.brake ?? null;
  const decisions = query.data?.decisions ?? [];
  if (brake === null && decisions.length === 0) return null;
  return (
    <div style={{ display: 'grid', gap: '0.5rem', padding: '1rem 1rem 0' }}>
      {brake !== null && (
        <Question
          key={brake.at}
          brake={brake}
          busy={busy}
          decide={(choice) => void decide(choice)}
        />
      )}
      {failure !== null && <FailureNote failure={failure} />}
      <Decisions decisions={decisions} />
    </div>
  );
}

const counted = (rows: number) => rows.toLocaleString('en-US');

function Question(props: { brake: Brake; busy: boolean; decide: (choice: Choice) => void }) {
  const { t } = useText();
  const { now } = useSurroundings();
  const [asking, setAsking] = useState(false);
  const { brake, busy, decide } = props;
  const isLoss = brake.kind === 'mass_delete';
  return (
    <article
      className="card"
      style={{ display: 'grid', gap: '0.5rem' }}
      aria-label={t('sync.braked')}
      data-brake={brake.kind}
    >
      <div className="row">
        <span className="chip back">
          <Icon name="stop" size={15} />
          {t('sync.braked')}
        </span>
        <span className="grow" />
        <span className="meta">{shortMoment(brake.at, now())}</span>
      </div>
      <p>
        {isLoss
          ? t('sync.brakeLoss', { going: counted(brake.going), all: counted(brake.all) })
          : t(brake.kind === 'restored' ? 'sync.brakeRestored' : 'sync.brakeRolledBack')}
      </p>
      <p className="soft">{t('sync.brakeSafe')}</p>
      <p>
        <b>{t('sync.brakeAsk')}</b>
      </p>
      {asking ? (
        <div className="row wrap" role="group" aria-label={t('sync.brakeProceed')}>
          <span>
            {isLoss
              ? t('sync.brakeSureLoss', { going: counted(brake.going) })
              : t('sync.brakeSure')}
          </span>
          <Button look="danger" busy={busy} onClick={() => decide('proceed')}>
            {t(isLoss ? 'sync.brakeProceedLoss' : 'sync.brakeProceed')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('sync.brakeWait')}</Button>
        </div>
      ) : (
        <div className="row wrap">
          <Button look="filled" busy={busy} onClick={() => decide('again')}>
            {t('sync.brakeAgain')}
          </Button>
          <Button onClick={() => setAsking(true)}>
            {t(isLoss ? 'sync.brakeProceedLoss' : 'sync.brakeProceed')}
          </Button>
        </div>
      )}
    </article>
  );
}

function Decisions({ decisions }: Pick<Shown, 'decisions'>) {
  const { t } = useText();
  const { now } = useSurroundings();
  const [last] = decisions;
  if (last === undefined) return null;
  return (
    <p className="meta">
      {t(last.choice === 'proceed' ? 'sync.brakeDecided' : 'sync.brakeLooked', {
        time: shortMoment(last.at, now()),
        by: last.by,
      })}
    </p>
  );
}
