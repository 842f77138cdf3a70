/** Work on the left, context on the right; on narrow or zoomed screens one at a time, with a button between. F6 changes over. */
import { useRef, useState, type ReactNode } from 'react';
import { useKeys } from '../keyboard/use-keys.ts';
import { useText } from '../texts/use-text.ts';

export function Panes(props: {
  main: ReactNode;
  side: ReactNode;
  sideLabel: string;
  className?: string;
}) {
  const { t } = useText();
  const [sideFirst, setSideFirst] = useState(false);
  const main = useRef<HTMLDivElement>(null);
  const side = useRef<HTMLElement>(null);
  useKeys({
    F6: () => {
      const inSide = side.current?.contains(document.activeElement) === true;
      setSideFirst(!inSide);
      const target = inSide ? main.current : side.current;
      requestAnimationFrame(() =>
        (
          target?.querySelector<HTMLElement>(
            '[data-pane-start], button, a, input, [tabindex="0"]',
          ) ?? target
        )?.focus(),
      );
    },
  });
  return (
    <>
      <div className="pane-switch row" style={{ padding: '4px 16px' }}>
        <button type="button" className="link" onClick={() => setSideFirst(!sideFirst)}>
          {t(sideFirst ? 'frame.switchBack' : 'frame.switchPane')}
        </button>
      </div>
      <div className={`panes ${props.className ?? ''} ${sideFirst ? 'show-side' : ''}`}>
        <div className="pane" ref={main}>
          {props.main}
        </div>
        <aside className="pane side" ref={side} aria-label={props.sideLabel} tabIndex={-1}>
          {props.side}
        </aside>
      </div>
    </>
  );
}
