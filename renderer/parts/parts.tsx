/** The small parts of every screen: buttons with keys, notes, chips, loading bars. */
import { useEffect, useState, type ReactNode } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { failureFrom } from '../bridge/failure-error.ts';
import { useText } from '../texts/use-text.ts';
import { Icon, type IconName } from './icons.tsx';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick?: (() => void) | undefined;
  readonly icon?: IconName;
  /** The key that does the same, shown inside. */
  readonly keyCap?: string;
  readonly look?: 'plain' | 'filled' | 'danger';
  readonly small?: boolean;
  /** Why it cannot be pressed now; such a button stays focusable and says so. */
  readonly offBecause?: string | null | undefined;
  readonly busy?: boolean;
  readonly type?: 'button' | 'submit';
}

export function Button(props: ButtonProps) {
  const off = (props.offBecause ?? null) !== null || props.busy === true;
  const look = props.look === undefined || props.look === 'plain' ? '' : props.look;
  return (
    <button
      type={props.type ?? 'button'}
      className={`button ${look} ${props.small === true ? 'small' : ''}`}
      aria-disabled={off || undefined}
      title={props.offBecause ?? undefined}
      onClick={off ? (event) => event.preventDefault() : props.onClick}
    >
      {props.icon && <Icon name={props.icon} />}
      <span>{props.children}</span>
      {props.keyCap && <KeyCap>{props.keyCap}</KeyCap>}
    </button>
  );
}

export function KeyCap(props: { children: ReactNode }) {
  return (
    <span className="key" aria-hidden="true">
      {props.children}
    </span>
  );
}

export function IconButton(props: {
  name: IconName;
  label: string;
  onClick: () => void;
  noTab?: boolean;
}) {
  return (
    <button
      type="button"
      className="icon-button"
      aria-label={props.label}
      title={props.label}
      onClick={props.onClick}
      tabIndex={props.noTab === true ? -1 : undefined}
    >
      <Icon name={props.name} size={15} />
    </button>
  );
}

export function Note(props: {
  tone: 'red' | 'amber' | 'green' | 'plain';
  icon?: IconName;
  band?: boolean;
  children: ReactNode;
  role?: 'alert' | 'status';
}) {
  const icon =
    props.icon ??
    (props.tone === 'red'
      ? 'stop'
      : props.tone === 'amber'
        ? 'warn'
        : props.tone === 'green'
          ? 'done'
          : 'info');
  return (
    <div className={`note ${props.tone} ${props.band === true ? 'band' : ''}`} role={props.role}>
      <Icon name={icon} />
      <div className="grow">{props.children}</div>
    </div>
  );
}

/** What happened, what is safe, what to do; with a way to try again where there is one. */
export function FailureNote(props: { failure: Failure; onRetry?: () => void; band?: boolean }) {
  const { t, fail } = useText();
  return (
    <Note tone="red" role="alert" band={props.band ?? false}>
      <span>{fail(props.failure)}</span>
      {props.onRetry && (
        <>
          {'　'}
          <button type="button" className="link" onClick={props.onRetry}>
            {t('frame.retry')}
          </button>
        </>
      )}
    </Note>
  );
}

/** Loading, failed or ready: nothing for 150 ms, then grey bars of the final shape (ui.md §8). */
export function Awaited<T>(props: {
  query: { data: T | undefined; error: unknown; isError: boolean; refetch: () => unknown };
  bars?: number;
  children: (value: T) => ReactNode;
}) {
  const { query } = props;
  if (query.data !== undefined) return <>{props.children(query.data)}</>;
  if (query.isError) {
    return (
      <div className="pane-body">
        <FailureNote failure={failureFrom(query.error)} onRetry={() => void query.refetch()} />
      </div>
    );
  }
  return <Bars count={props.bars ?? 5} />;
}

export function Bars(props: { count: number }) {
  const { t } = useText();
  return (
    <div className="pane-body" role="status" aria-label={t('frame.loading')}>
      {Array.from({ length: props.count }, (_, index) => (
        <div
          key={index}
          className="ghost"
          style={{ width: `${88 - ((index * 17) % 45)}%`, marginBottom: '0.875rem' }}
        />
      ))}
    </div>
  );
}

/** One line what belongs here and one button. */
export function Empty(props: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{props.children}</p>
      {props.action}
    </div>
  );
}

/** The moment, renewed every so often, for words such as 剩 2 天. */
export function useNow(now: () => number, everyMs = 60_000): number {
  const [moment, setMoment] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setMoment(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return moment;
}
