/** How the page looks, how often it syncs, when it locks. Every change is saved at once. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Settings } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession, useSettings } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { clockTime } from '../format/moments.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Icon } from '../parts/icons.tsx';
import { FailureNote } from '../parts/parts.tsx';
import { Segments } from '../parts/segments.tsx';
import { useText } from '../texts/use-text.ts';
import { AccountSection } from './account-section.tsx';

export function SettingsPage() {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const settings = useSettings();
  const session = useSession();
  const { now } = useSurroundings();
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  const change = async (part: Partial<Settings>) => {
    const answer = await tell('app.saveSettings', { ...settings, ...part });
    setFailure(answer.ok ? null : answer.error);
    if (answer.ok) setSavedAt(now());
    forget('app.settings');
  };
  return (
    <>
      <PageHeader title={t('settings.title')}>
        <Link to="/exchange" className="button">
          {t('exchange.title')}
        </Link>
        <Link to="/keeping" className="button">
          {t('keeping.title')}
        </Link>
        {savedAt !== null && (
          <span className="meta">{t('settings.saved', { time: clockTime(savedAt) })}</span>
        )}
      </PageHeader>
      {failure !== null && <FailureNote failure={failure} band />}
      <div className="form-body">
        <div className="settings">
          <Choice
            label={t('settings.language')}
            value={settings.language}
            options={{ zh: t('settings.zh'), en: t('settings.en') }}
            onChange={(language) => void change({ language })}
          />
          <Choice
            label={t('settings.textSize')}
            value={settings.textSize}
            options={{
              normal: t('settings.normal'),
              large: t('settings.large'),
              huge: t('settings.huge'),
            }}
            onChange={(textSize) => void change({ textSize })}
          />
          <Choice
            label={t('settings.theme')}
            value={settings.theme}
            options={{
              light: t('settings.light'),
              dark: t('settings.dark'),
              contrast: t('settings.contrast'),
            }}
            onChange={(theme) => void change({ theme })}
          />
          <Choice
            label={t('settings.rowHeight')}
            value={settings.rowHeight}
            options={{ normal: t('settings.normal'), roomy: t('settings.roomy') }}
            onChange={(rowHeight) => void change({ rowHeight })}
          />
          <Minutes
            key={`sync${settings.syncEveryMinutes}`}
            id="sync-every"
            label={t('settings.syncEvery')}
            value={settings.syncEveryMinutes}
            max={1440}
            onChange={(syncEveryMinutes) => void change({ syncEveryMinutes })}
          />
          <Minutes
            key={`lock${settings.lockAfterMinutes}`}
            id="lock-after"
            label={t('settings.lockAfter')}
            value={settings.lockAfterMinutes}
            max={240}
            onChange={(lockAfterMinutes) => void change({ lockAfterMinutes })}
          />
          <AccountSection />
          <h2 className="pane-title" style={{ margin: '1.25rem 0 0.5rem' }}>
            {t('settings.about')}
          </h2>
          <dl className="facts">
            <dt>{t('settings.version')}</dt>
            <dd>{session.appVersion}</dd>
            <dt>{t('settings.unit')}</dt>
            <dd>
              {session.unitName}
              {'　'}
              {session.unit}
            </dd>
            <dt>{t('settings.serverAddress')}</dt>
            <dd>{session.server}</dd>
            <dt>{t('settings.shell')}</dt>
            <dd>{t(`settings.shell_${session.shell}`)}</dd>
          </dl>
        </div>
      </div>
    </>
  );
}

function Choice<K extends string>(props: {
  label: string;
  value: K;
  options: Readonly<Record<K, string>>;
  onChange: (value: K) => void;
}) {
  const options = Object.entries(props.options) as [K, string][];
  return (
    <div className="setting">
      <span>{props.label}</span>
      <Segments {...props} options={options} />
    </div>
  );
}

function Minutes(props: {
  id: string;
  label: string;
  value: number;
  max: number;
  onChange: (value: number) => void;
}) {
  const { t } = useText();
  const [typed, setTyped] = useState(String(props.value));
  const value = Number(typed);
  const fits = Number.isInteger(value) && value >= 1 && value <= props.max;
  const commit = () => {
    if (fits && value !== props.value) props.onChange(value);
  };
  return (
    <div className="setting">
      <label htmlFor={props.id}>{props.label}</label>
      <div>
        <input
          autoComplete="off"
          id={props.id}
          type="text"
          inputMode="numeric"
          className="field-input num"
          style={{ width: '6.75rem' }}
          value={typed}
          aria-invalid={!fits}
          aria-describedby={`${props.id}-problem`}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={(event) => event.key === 'Enter' && commit()}
        />
        <div id={`${props.id}-problem`}>
          {!fits && (
            <p className="field-error">
              <Icon name="stop" size={15} />
              <span>{t('settings.minutesRange', { min: 1, max: props.max })}</span>
            </p>
          )}
        </div>
      </div>
    </div>
  );
}
