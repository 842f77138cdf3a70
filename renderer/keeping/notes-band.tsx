/** Above every page: what the start-up found until somebody has read it, reading only, and a lease that ends soon. */
import { startupNotes } from '../../shared/bridge/startup-report.ts';
import { daysBetween } from '../../shared/calendar/day.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

const warnDays = 7;

export function NotesBand() {
  const { t, say } = useText();
  const session = useSession();
  const tell = useTell();
  const forget = useForget();
  const { now } = useSurroundings();
  const left =
    session.leaseEndsOn === null
      ? null
      : daysBetween(businessDateOf(new Date(now()).toISOString()), session.leaseEndsOn);
  const read = async () => {
    await tell('keeping.readNotes', {});
    forget('app.session', 'keeping.board');
  };
  return (
    <>
      {session.readOnly && (
        <Note tone="red" band role="status">
          <b>{t('keeping.readOnly')}</b>
        </Note>
      )}
      {session.notes.length > 0 && (
        <Note tone="amber" band role="status">
          <div className="row" style={{ alignItems: 'flex-start' }}>
            <ul className="grow" style={{ margin: 0, paddingLeft: '1.1rem' }}>
              {session.notes.map(({ code, params }) => (
                <li key={`${code} ${JSON.stringify(params)}`}>
                  {say(startupNotes[code], shown(params, now()))}
                </li>
              ))}
            </ul>
            <button type="button" className="link" onClick={() => void read()}>
              {t('keeping.notesRead')}
            </button>
          </div>
        </Note>
      )}
      {left !== null && left <= warnDays && (
        <Note tone="amber" band role="status">
          {t('keeping.leaseSoon', { day: session.leaseEndsOn ?? '' })}
        </Note>
      )}
    </>
  );
}

/** Moments in the notes are written as people read them. */
function shown(
  params: Readonly<Record<string, string | number>>,
  now: number,
): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [
      key,
      key === 'at' && typeof value === 'string' ? shortMoment(value, now) : value,
    ]),
  );
}
