/** Who is signed in and how the page should look; screens inside `SignedIn` may rely on an actor. */
import { createContext, useCallback, useContext, type ReactNode } from 'react';
import type { SessionState, Settings } from '../../shared/bridge/contract.ts';
import type { Actor } from '../../shared/access/actor.ts';
import type { CheckContext } from '../../shared/fields/field.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { useAsk } from './bridge-context.tsx';
import { useSurroundings } from './surroundings.tsx';

export const defaultSettings: Settings = {
  language: 'zh',
  textSize: 'normal',
  theme: 'light',
  rowHeight: 'normal',
  syncEveryMinutes: 15,
  lockAfterMinutes: 15,
};

export type SignedInSession = Omit<SessionState, 'actor'> & { readonly actor: Actor };

const SessionContext = createContext<SignedInSession | null>(null);

export function SignedIn(props: { session: SignedInSession; children: ReactNode }) {
  return <SessionContext.Provider value={props.session}>{props.children}</SessionContext.Provider>;
}

export function useSession(): SignedInSession {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('useSession outside of SignedIn');
  return session;
}

export function useSettings(): Settings {
  return useAsk('app.settings', {}).data ?? defaultSettings;
}

/** What checks depend on, at this moment. */
export function useCheckContext(): () => CheckContext {
  const { now } = useSurroundings();
  const { isDemo } = useSession();
  return useCallback(() => {
    const moment = new Date(now()).toISOString();
    return { now: moment, today: businessDateOf(moment), isDemo };
  }, [now, isDemo]);
}
