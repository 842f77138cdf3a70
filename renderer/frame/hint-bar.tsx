/** The 5–7 keys that work right now. The screen on top says which; the newest says it last and wins. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { KeyCap } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { clockTime } from '../format/moments.ts';

export interface Hint {
  readonly keys: string;
  readonly word: string;
}

interface Hints {
  readonly hints: readonly Hint[];
  readonly savedAt: string | null;
  setHints(hints: readonly Hint[]): void;
  setSavedAt(at: string): void;
}

const HintContext = createContext<Hints>({
  hints: [],
  savedAt: null,
  setHints: () => undefined,
  setSavedAt: () => undefined,
});

export function HintProvider(props: { children: ReactNode }) {
  const [hints, setHints] = useState<readonly Hint[]>([]);
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const value = useMemo(() => ({ hints, savedAt, setHints, setSavedAt }), [hints, savedAt]);
  return <HintContext.Provider value={value}>{props.children}</HintContext.Provider>;
}

/** Shows these keys while the calling screen is mounted. */
export function useHints(hints: readonly Hint[]): void {
  const { setHints } = useContext(HintContext);
  const key = JSON.stringify(hints);
  useEffect(() => setHints(JSON.parse(key) as Hint[]), [key, setHints]);
}

/** Lets a form tell the bar that the disk has confirmed something. */
export function useSavedMark(): (at: string) => void {
  return useContext(HintContext).setSavedAt;
}

export function HintBar() {
  const { t } = useText();
  const { hints, savedAt } = useContext(HintContext);
  return (
    <footer className="hint-bar">
      {hints.map((hint) => (
        <span key={hint.keys + hint.word} className="hint">
          <KeyCap>{hint.keys}</KeyCap>
          {hint.word}
        </span>
      ))}
      <span className="grow" />
      {savedAt !== null && <span>{t('frame.savedLocally', { time: clockTime(savedAt) })}</span>}
    </footer>
  );
}
