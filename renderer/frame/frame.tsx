/** The frame around every working screen: rail, top bar, the page, the key-hint bar, and the reconnect bar when needed. */
import { useState, type ReactNode } from 'react';
import { useSession } from '../bridge/session.tsx';
import { useTell } from '../bridge/bridge-context.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { NotesBand } from '../keeping/notes-band.tsx';
import { Spotlight } from '../search/spotlight.tsx';
import { HintBar, HintProvider } from './hint-bar.tsx';
import { Rail } from './rail.tsx';
import { ReconnectBar } from './reconnect-bar.tsx';
import { TopBar } from './top-bar.tsx';
import { Watermark } from './watermark.tsx';

export function Frame(props: { children: ReactNode }) {
  const session = useSession();
  const tell = useTell();
  const [searching, setSearching] = useState(false);

  useKeys({
    'Ctrl+K': () => setSearching(true),
    F9: () => {
      void tell('sync.now', {});
    },
    'Alt+ArrowLeft': () => window.history.back(),
  });

  return (
    <HintProvider>
      <div className="frame">
        <ReconnectBar />
        <Rail />
        <TopBar onSearch={() => setSearching(true)} />
        <main className="main">
          <NotesBand />
          {props.children}
          {session.isDemo && <Watermark />}
        </main>
        <HintBar />
      </div>
      {searching && <Spotlight onClose={() => setSearching(false)} />}
    </HintProvider>
  );
}
