/** The page: providers, the session's phase, and the screens behind it. */
import { MantineProvider } from '@mantine/core';
import type { QueryClient } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import type { i18n } from 'i18next';
import { useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Bridge } from '../shared/bridge/contract.ts';
import { BridgeProvider, useAsk } from './bridge/bridge-context.tsx';
import type { Connection } from './bridge/connection.ts';
import { failureFrom } from './bridge/failure-error.ts';
import { SignedIn, useSettings } from './bridge/session.tsx';
import { SurroundingsProvider, type Surroundings } from './bridge/surroundings.tsx';
import { ConnectionContext, useLinkState } from './frame/reconnect-bar.tsx';
import { Bars } from './parts/parts.tsx';
import { createPageRouter } from './routes.tsx';
import { SignIn, Trouble } from './sign-in/sign-in.tsx';
import { applyDisplay } from './theme/apply-settings.ts';
import { mantineTheme, mantineVariables } from './theme/mantine-theme.ts';

export interface AppProps {
  readonly bridge: Bridge;
  readonly queries: QueryClient;
  readonly texts: i18n;
  readonly surroundings: Surroundings;
  readonly connection: Pick<Connection, 'state' | 'subscribe'> | null;
}

export function App(props: AppProps) {
  return (
    <I18nextProvider i18n={props.texts}>
      <ConnectionContext.Provider value={props.connection}>
        <SurroundingsProvider value={props.surroundings}>
          <BridgeProvider bridge={props.bridge} queries={props.queries}>
            <Themed texts={props.texts} />
          </BridgeProvider>
        </SurroundingsProvider>
      </ConnectionContext.Provider>
    </I18nextProvider>
  );
}

function Themed(props: { texts: i18n }) {
  const settings = useSettings();
  useEffect(() => {
    applyDisplay(document.documentElement, settings);
    if (props.texts.language !== settings.language)
      void props.texts.changeLanguage(settings.language);
  }, [settings, props.texts]);
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      forceColorScheme={settings.theme === 'dark' ? 'dark' : 'light'}
    >
      <Phase />
    </MantineProvider>
  );
}

function Phase() {
  const link = useLinkState();
  const session = useAsk('app.session', {});
  const [router] = useState(createPageRouter);
  if (link === 'refused') return <Trouble failure={{ code: 'E_TICKET_EXPIRED' }} />;
  if (session.data === undefined)
    return session.isError && link !== 'gone' ? (
      <Trouble failure={failureFrom(session.error)} />
    ) : (
      <Bars count={4} />
    );
  const { actor } = session.data;
  if (session.data.phase !== 'ready' || actor === null) return <SignIn session={session.data} />;
  return (
    <SignedIn session={{ ...session.data, actor }}>
      <RouterProvider router={router} />
    </SignedIn>
  );
}
