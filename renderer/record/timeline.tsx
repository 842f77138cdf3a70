/** What happened to a record, newest on top. Solid dot = the district has it, hollow dot = only on this device. */
import type { RecordType } from '../../shared/records/record-type.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { useWords } from '../format/use-words.ts';
import { Awaited } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { eventChanges, eventOpinion, eventVerb } from './event-words.ts';

export function Timeline(props: { type: RecordType; id: string; limit?: number }) {
  const speaker = useText();
  const words = useWords();
  const { now } = useSurroundings();
  const query = useAsk('records.timeline', { id: props.id });
  return (
    <Awaited query={query} bars={3}>
      {(events) =>
        events.length === 0 ? (
          <p className="meta">{speaker.t('record.noTimeline')}</p>
        ) : (
          <ol className="timeline">
            {events
              .toSorted((a, b) => b.at.localeCompare(a.at) || b.deviceSeq - a.deviceSeq)
              .slice(0, props.limit ?? events.length)
              .map((event) => (
                <li key={event.id} className={event.pending ? 'hollow' : ''}>
                  <b>{eventVerb(props.type, event, speaker)}</b>
                  {eventOpinion(event) !== '' && (
                    <span>
                      {'　'}
                      {eventOpinion(event)}
                    </span>
                  )}
                  <div className="meta">
                    {shortMoment(event.at, now())}
                    {'　'}
                    {event.actorName}
                    {event.pending && `　${speaker.t('record.provisional')}`}
                  </div>
                  {props.limit === undefined && (
                    <div className="changes">
                      {eventChanges(props.type, event, speaker, words).map((line) => (
                        <span key={line}>{line}</span>
                      ))}
                    </div>
                  )}
                </li>
              ))}
          </ol>
        )
      }
    </Awaited>
  );
}
