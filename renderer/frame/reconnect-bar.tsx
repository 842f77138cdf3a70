/** Says that the line to the core is being restored. Nothing else on the page changes: what was written stays. */
import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Connection, LinkState } from '../bridge/connection.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

/** Null where the page has no line that could break (component tests, previews). */
export const ConnectionContext = createContext<Pick<Connection, 'state' | 'subscribe'> | null>(
  null,
);

export function useLinkState(): LinkState {
  const connection = useContext(ConnectionContext);
  return useSyncExternalStore(
    connection?.subscribe ?? neverChanges,
    connection?.state ?? alwaysOpen,
  );
}

export function ReconnectBar() {
  const { t } = useText();
  const state = useLinkState();
  if (state === 'open' || state === 'connecting') return <div hidden />;
  return (
    <div className="reconnect" role="status">
      <Icon name={state === 'gone' ? 'stop' : 'sync'} />
      {t(state === 'reconnecting' ? 'frame.reconnecting' : 'frame.gone')}
    </div>
  );
}

const neverChanges = () => () => undefined;
const alwaysOpen = (): LinkState => 'open';
