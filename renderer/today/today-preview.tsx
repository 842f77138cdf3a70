/** The selected item: why it is due, the main facts, recent contact, and the one thing to press. */
import { Link } from '@tanstack/react-router';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { useWords } from '../format/use-words.ts';
import { dueLight, Light } from '../parts/light.tsx';
import { Awaited, Button, Note } from '../parts/parts.tsx';
import { Timeline } from '../record/timeline.tsx';
import { useText } from '../texts/use-text.ts';
import { whatWords, type TodayItem } from './today-words.ts';

export function TodayPreview(props: { item: TodayItem | null; onAct: () => void }) {
  const speaker = useText();
  const { t, say } = speaker;
  const words = useWords();
  const { now } = useSurroundings();
  const { item } = props;
  if (item === null) return <p className="pane-body meta">{t('today.pick')}</p>;
  const type = recordType(item.type);
  const today = businessDateOf(now());
  const tone = item.due === null ? null : dueLight(item.due, today).tone;
  return (
    <>
      <div className="pane-body">
        <h2 className="pane-title">{item.subject}</h2>
        <p className="meta">
          {[
            type === undefined ? '' : say(type.texts.name),
            item.place === '' ? '' : words.communityName(item.place),
          ]
            .filter(Boolean)
            .join('　')}
        </p>
        <div
          className="card"
          style={{
            margin: '0.75rem 0',
            borderLeft: `3px solid var(--${tone === 'red' ? 'red' : tone === 'green' ? 'green' : 'amber-edge'})`,
            fontSize: '0.9375rem',
          }}
        >
          {item.due !== null && <Light due={item.due} today={today} />}
          <p>
            {whatWords(item, speaker)}
            {item.due !== null && (
              <span className="soft">
                {'　'}
                {t(tone === 'red' ? 'today.overdueFact' : 'today.dueFact', { date: item.due })}
              </span>
            )}
          </p>
        </div>
        {item.kind === 'visit_due' ? (
          <SubjectFacts item={item} />
        ) : item.kind === 'draft' ? null : (
          <CaseFacts item={item} />
        )}
      </div>
      <div className="pane-foot">
        <div className="row grow wrap">
          <Button look="filled" keyCap="Enter" onClick={props.onAct}>
            {t(`today.do_${item.kind}`)}
          </Button>
          {item.kind === 'visit_due' && <OpenLink item={item} />}
        </div>
        <div style={{ flexBasis: '100%' }}>
          <span className="meta">{t('today.offlineNote')}</span>
        </div>
      </div>
    </>
  );
}

function OpenLink({ item }: { item: TodayItem }) {
  const { t } = useText();
  return (
    <Link to="/record/$type/$id" params={{ type: item.type, id: item.recordId }} className="button">
      {t('today.openRecord')}
    </Link>
  );
}

function SubjectFacts({ item }: { item: TodayItem }) {
  const { t, language } = useText();
  const { now } = useSurroundings();
  const query = useAsk('records.context', { type: item.type, id: item.recordId });
  return (
    <Awaited query={query} bars={4}>
      {(context) => (
        <>
          <dl className="facts">
            {context.members.slice(0, 4).map((member) => (
              <Fact key={member.id} name={labelOf('rel', member.relation, language)}>
                {[
                  member.label,
                  member.age === null ? '' : t('visit.age', { age: member.age }),
                  labelOf('identity', member.identity, language),
                ]
                  .filter(Boolean)
                  .join('　')}
              </Fact>
            ))}
          </dl>
          <h3 className="block-title">{t('today.recent')}</h3>
          {context.visits.length === 0 ? (
            <Note tone="plain">{t('today.noRecent')}</Note>
          ) : (
            <ol className="timeline">
              {context.visits.slice(0, 4).map((visit) => (
                <li key={visit.id}>
                  <Link
                    className="plain-link"
                    to="/record/$type/$id"
                    params={{ type: 'visit', id: visit.id }}
                  >
                    {labelOf('visit_kind', visit.kind, language)}
                    {'　'}
                    {visit.note}
                  </Link>
                  <div className="meta">
                    {shortMoment(visit.at, now())}
                    {'　'}
                    {visit.visitors}
                  </div>
                </li>
              ))}
            </ol>
          )}
        </>
      )}
    </Awaited>
  );
}

function CaseFacts({ item }: { item: TodayItem }) {
  const { t } = useText();
  const type = recordType(item.type);
  if (type === undefined) return null;
  return (
    <>
      <h3 className="block-title">{t('record.timeline')}</h3>
      <Timeline type={type} id={item.recordId} limit={5} />
    </>
  );
}

function Fact(props: { name: string; children: string }) {
  return (
    <>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </>
  );
}
