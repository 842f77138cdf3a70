/** 审批意见: what everybody along the way has said, stacked as on the approval form, to be read from top to bottom. */
import type { RecordView } from '../../shared/bridge/contract.ts';
import { businessTimeOf } from '../../shared/calendar/time-zone.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { opinionsOf } from '../../shared/records/hardship_case/opinions.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import type { FlowStep } from '../../shared/workflow/flow.ts';
import { useWords } from '../format/use-words.ts';
import { valueText } from '../format/values.ts';
import { useText } from '../texts/use-text.ts';

interface Reading {
  readonly type: RecordType;
  readonly view: RecordView;
}

/** How many opinions there are to read. */
export function opinionCount(view: RecordView): number {
  return opinionsOf(view.record)
    .flatMap(({ steps }) => steps)
    .filter(({ opinion }) => opinion !== undefined).length;
}

export function OpinionsPane({ type, view }: Reading) {
  const { t, say } = useText();
  return (
    // A long way is read by keyboard as well.
    <div
      className="pane-body scroll-body"
      tabIndex={0}
      role="region"
      aria-label={t('hearts.opinions')}
    >
      <ol className="opinions">
        {opinionsOf(view.record).map(({ key, title, steps }) => (
          <li key={key} className="section">
            <div className="section-side">
              <h2>{say(title)}</h2>
            </div>
            <div className="stack">
              {steps.length === 0 ? (
                <p className="meta">{t('hearts.notYet')}</p>
              ) : (
                steps.map((step) => <Opinion key={step.id} type={type} step={step} />)
              )}
            </div>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Opinion({ type, step }: { type: RecordType; step: FlowStep }) {
  const { t, say, language } = useText();
  const words = useWords();
  const values = Object.entries(step.values ?? {}).flatMap(([field, value]) => {
    const spec = type.fields[field];
    if (spec === undefined || spec.kind === 'items' || spec.kind === 'flag') return [];
    const label = say(type.texts.fields[field] ?? { zh: field, en: field });
    return [`${label} ${valueText(spec, value, words)}`];
  });
  const role = step.role === 'system' ? '' : labelOf('role', step.role, language);
  return (
    <article className="opinion">
      <p>
        <b>{say(type.texts.actions[step.action] ?? { zh: step.action, en: step.action })}</b>
        {values.length > 0 && <span>　{values.join('　')}</span>}
      </p>
      {step.opinion === undefined ? (
        <p className="meta">{t('hearts.noOpinion')}</p>
      ) : (
        <p className="opinion-text">{step.opinion}</p>
      )}
      <p className="meta">
        {[
          step.byName,
          role,
          step.standIn === true ? t('hearts.standIn') : '',
          businessTimeOf(step.at),
        ]
          .filter(Boolean)
          .join('　')}
      </p>
    </article>
  );
}
