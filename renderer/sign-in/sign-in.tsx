/** Everything before work can begin: enrolling the computer, the first sign-in, unlocking, and start-up trouble. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SessionState } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useTell, type Answer } from '../bridge/bridge-context.tsx';
import { Icon } from '../parts/icons.tsx';
import { FailureNote, Note } from '../parts/parts.tsx';
import { KeptNote } from '../rescue/kept-note.tsx';
import { useText } from '../texts/use-text.ts';
import { DemoAccounts } from './demo-accounts.tsx';
import { LeavingSheet } from './leaving-sheet.tsx';
import { OpeningSheet } from './opening-sheet.tsx';
import { Recovery } from './recovery.tsx';
import { Sheet, SheetForm } from './sheet.tsx';
import { TryDemo } from './try-demo.tsx';

export function SignIn({ session }: { session: SessionState }) {
  const { t } = useText();
  const [other, setOther] = useState(false);
  if (session.trouble !== null) return <Trouble failure={session.trouble as Failure} />;
  if (session.opening !== null) return <OpeningSheet opening={session.opening} />;
  if (session.phase === 'leaving' && session.leaving !== null)
    return <LeavingSheet leaving={session.leaving} />;
  if (session.phase === 'enrol') return <Enrol session={session} />;
  if (session.profiles.length === 0 || other) {
    return (
      <Login session={session}>
        {session.profiles.length > 0 && (
          <button type="button" className="link" onClick={() => setOther(false)}>
            {t('signIn.backToProfiles')}
          </button>
        )}
      </Login>
    );
  }
  return <Unlock session={session} onOther={() => setOther(true)} />;
}

/** Takes the new session from an answer, so that the page moves on without waiting for the live message. */
function useAccept(): (answer: Answer<SessionState>) => Failure | null {
  const queries = useQueryClient();
  return (answer) => {
    if (!answer.ok) return answer.error;
    queries.setQueryData(['app.session', {}], answer.value);
    return null;
  };
}

function Enrol({ session }: { session: SessionState }) {
  const { t } = useText();
  const tell = useTell();
  const accept = useAccept();
  const [withAuthorities, setWithAuthorities] = useState(false);
  return (
    <Sheet title={t('signIn.enrolTitle')} note={t('signIn.enrolNote')}>
      <SheetForm
        verb={t('signIn.enrol')}
        fields={[
          {
            key: 'server',
            label: t('signIn.server'),
            hint: 'https://',
            first: session.server,
            needed: t('signIn.needServer'),
            autoComplete: 'url',
          },
          {
            key: 'code',
            label: t('signIn.code'),
            needed: t('signIn.needCode'),
            autoComplete: 'off',
          },
          {
            key: 'deviceName',
            label: t('signIn.deviceName'),
            hint: t('signIn.deviceNameExample'),
            needed: t('signIn.needDeviceName'),
            autoComplete: 'off',
          },
          ...(withAuthorities
            ? [
                {
                  key: 'authorities',
                  label: t('signIn.authorities'),
                  hint: 'district-ca.pem',
                  file: t('signIn.chooseAuthorities'),
                  autoComplete: 'off',
                },
              ]
            : []),
        ]}
        onDone={async (values) =>
          accept(
            await tell('app.enrol', {
              server: trimmed(values, 'server'),
              code: trimmed(values, 'code'),
              deviceName: trimmed(values, 'deviceName'),
              ...(trimmed(values, 'authorities') === ''
                ? {}
                : { authorities: trimmed(values, 'authorities') }),
            }),
          )
        }
      />
      {!withAuthorities && (
        <button type="button" className="link" onClick={() => setWithAuthorities(true)}>
          {t('signIn.haveAuthorities')}
        </button>
      )}
      <KeptNote kept={session.kept} />
      {session.canDemo ? (
        <TryDemo />
      ) : (
        <Note tone="plain">
          <span>{t('signIn.demoHint')}</span>
        </Note>
      )}
    </Sheet>
  );
}

function Login(props: { session: SessionState; children: React.ReactNode }) {
  const { t } = useText();
  const tell = useTell();
  const accept = useAccept();
  return (
    <Sheet
      title={t('signIn.loginTitle')}
      note={`${props.session.unitName}　${t('signIn.loginNote')}`}
    >
      <SheetForm
        verb={t('signIn.signIn')}
        fields={[
          {
            key: 'login',
            label: t('signIn.login'),
            needed: t('signIn.needLogin'),
            autoComplete: 'username',
          },
          {
            key: 'password',
            label: t('signIn.password'),
            secret: true,
            needed: t('signIn.needPassword'),
            autoComplete: 'current-password',
          },
        ]}
        onDone={async (values) =>
          accept(
            await tell('app.login', {
              login: trimmed(values, 'login'),
              password: values['password'] ?? '',
            }),
          )
        }
      />
      {props.children}
      {props.session.profiles.length === 0 && (
        <Note tone="plain" icon="lock">
          <b data-testid="fingerprint">{props.session.deviceFingerprint}</b>
          <div className="meta">{t('devices.ownFingerprint')}</div>
        </Note>
      )}
      <DemoAccounts session={props.session} />
    </Sheet>
  );
}

function Unlock(props: { session: SessionState; onOther: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const accept = useAccept();
  const { profiles } = props.session;
  const [chosen, setChosen] = useState(profiles[0]?.id ?? '');
  const [recovering, setRecovering] = useState(false);
  const profile = profiles.find(({ id }) => id === chosen);
  if (recovering && profile !== undefined)
    return <Recovery profile={profile} accept={accept} onBack={() => setRecovering(false)} />;
  return (
    <Sheet title={t('signIn.unlockTitle')} note={props.session.unitName}>
      {profiles.length > 1 ? (
        <fieldset className="profile-list" aria-label={t('signIn.whoAreYou')}>
          {profiles.map((profile) => (
            <button
              key={profile.id}
              type="button"
              aria-pressed={profile.id === chosen}
              className={`profile ${profile.id === chosen ? 'on' : ''}`}
              onClick={() => setChosen(profile.id)}
            >
              <Icon name="person" size={19} />
              <b>{profile.name}</b>
              <span className="meta">{profile.login}</span>
            </button>
          ))}
        </fieldset>
      ) : (
        <p className="row">
          <Icon name="person" size={19} />
          <b>{profiles[0]?.name}</b>
          <span className="meta">{profiles[0]?.login}</span>
        </p>
      )}
      {props.session.leaving !== null && <Note tone="amber">{t('rescue.leavingPassword')}</Note>}
      {profile !== undefined && profile.status !== 'ok' && (
        <FailureNote
          failure={{ code: profile.status === 'newer' ? 'E_NEWER_DATA' : 'E_KEY_UNREADABLE' }}
        />
      )}
      {profile?.status === 'ok' && (
        <SheetForm
          key={chosen}
          verb={t('signIn.unlock')}
          fields={[
            {
              key: 'password',
              label: t('signIn.password'),
              secret: true,
              needed: t('signIn.needPassword'),
              autoComplete: 'current-password',
            },
          ]}
          onDone={async (values) =>
            accept(
              await tell('app.unlock', { profileId: chosen, password: values['password'] ?? '' }),
            )
          }
        />
      )}
      <div className="row">
        <button type="button" className="link" onClick={props.onOther}>
          {t('signIn.otherAccount')}
        </button>
        <span className="grow" />
        {profile?.recoverable === true && (
          <button type="button" className="link" onClick={() => setRecovering(true)}>
            {t('account.forgot')}
          </button>
        )}
      </div>
      <DemoAccounts session={props.session} />
    </Sheet>
  );
}

/** The start-up stopped: says what happened and that nothing was touched; there is nothing to press here. */
export function Trouble(props: { failure: Failure }) {
  const { t } = useText();
  return (
    <Sheet
      title={
        props.failure.code === 'E_TICKET_EXPIRED' ? t('signIn.ticketTitle') : t('signIn.trouble')
      }
    >
      <FailureNote failure={props.failure} />
    </Sheet>
  );
}

function trimmed(values: Readonly<Record<string, string>>, key: string): string {
  return (values[key] ?? '').trim();
}
