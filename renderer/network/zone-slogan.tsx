/** What a zone is meant for: the district's words where it has said some, else the method's; the district's desk changes them in place. */
import { useState } from 'react';
import { isDistrictActor } from '../../shared/access/actor.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { zoneKeys } from '../../shared/sync/zones-protocol.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function Slogan(props: { zone: string; slogan: string }) {
  const { t, language } = useText();
  const tell = useTell();
  const forget = useForget();
  const { actor } = useSession();
  const [typed, setTyped] = useState<string | null>(null);
  /** Said here and on its way back from the district. */
  const [said, setSaid] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const zone = zoneKeys.find((key) => key === props.zone);
  if (zone === undefined) return '—';
  const shown = said || props.slogan || labelOf('zone_slogan', zone, language);
  const save = async () => {
    const slogan = typed?.trim() ?? '';
    const answer = await tell('network.setSlogan', { zone, slogan });
    setFailure(answer.ok ? null : answer.error);
    if (!answer.ok) return;
    setSaid(slogan);
    setTyped(null);
    forget('network.zones');
  };
  if (typed === null)
    return (
      <span className="row">
        <span className="grow">{shown}</span>
        {isDistrictActor(actor) && actor.roles.includes('D') && (
          <Button small onClick={() => setTyped(shown)}>
            {t('network.sloganEdit')}
          </Button>
        )}
      </span>
    );
  return (
    <div style={{ display: 'grid', gap: '0.375rem' }}>
      <input
        className="field-input"
        autoComplete="off"
        maxLength={40}
        aria-label={t('network.sloganOf', { zone: labelOf('zone', zone, language) })}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {failure !== null && <FailureNote failure={failure} />}
      <span className="row">
        <Button
          small
          look="filled"
          offBecause={typed.trim() === '' ? t('network.sloganEmpty') : null}
          onClick={() => void save()}
        >
          {t('network.sloganSave')}
        </Button>
        <Button small onClick={() => setTyped(null)}>
          {t('network.sloganCancel')}
        </Button>
      </span>
    </div>
  );
}
