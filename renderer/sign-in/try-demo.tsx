/** The other way in on the first-run page: a demonstration beside this app, never in its data. */
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Stage =
  | { readonly at: 'offered' }
  | { readonly at: 'starting' }
  | { readonly at: 'elsewhere' }
  | { readonly at: 'failed'; readonly failure: Failure };

export function TryDemo() {
  const { t } = useText();
  const tell = useTell();
  const { goTo } = useSurroundings();
  const [stage, setStage] = useState<Stage>({ at: 'offered' });
  const starting = stage.at === 'starting';

  const open = async () => {
    setStage({ at: 'starting' });
    const answer = await tell('app.startDemo', {});
    if (!answer.ok) {
      setStage({ at: 'failed', failure: answer.error });
    } else if (answer.value.address === null) {
      setStage({ at: 'elsewhere' });
    } else {
      // Whoever comes back to this page finds the button as it was.
      setStage({ at: 'offered' });
      goTo(answer.value.address);
    }
  };
  return (
    <section aria-label={t('signIn.openDemo')} style={{ display: 'grid', gap: '0.625rem' }}>
      {stage.at === 'failed' ? (
        <FailureNote failure={stage.failure} />
      ) : (
        <Note tone={stage.at === 'elsewhere' ? 'green' : 'plain'} role="status">
          <span>
            {stage.at === 'offered' && t('signIn.demoOffer')}
            {starting && t('signIn.demoStarting')}
            {stage.at === 'elsewhere' && t('signIn.demoElsewhere')}
          </span>
        </Note>
      )}
      <Button onClick={() => void open()} busy={starting}>
        {starting ? t('signIn.working') : t('signIn.openDemo')}
      </Button>
    </section>
  );
}
