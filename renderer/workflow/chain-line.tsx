/** The way of a record as a line of steps: done with its day, the present one, those to come; dashed until the district knows of it. */
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { RecordView } from '../../shared/bridge/contract.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { stepsOf } from '../../shared/workflow/flow.ts';
import type { ChainLink } from '../../shared/workflow/workflow.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

export function ChainLine({ type, view }: { type: RecordType; view: RecordView }) {
  const { t, say } = useText();
  const links = linksOf(type, view);
  if (links.length === 0) return null;
  return (
    <ol className="chain" aria-label={t('workflow.chain')}>
      {links.map(({ link, look, day }, index) => (
        <li
          key={link.words.en}
          className={`chain-link ${look} ${look === 'now' && view.pending ? 'dashed' : ''}`}
          aria-current={look === 'now' ? 'step' : undefined}
        >
          <span className="chain-dot" aria-hidden="true">
            {look === 'done' ? <Icon name="check" size={15} /> : index + 1}
          </span>
          <span className="chain-word">{say(link.words)}</span>
          <span className="chain-day">
            {look === 'now' && view.flow?.awaitsDistrict === true
              ? t('workflow.toBeHeard')
              : (day?.slice(5) ?? '—')}
          </span>
        </li>
      ))}
    </ol>
  );
}

interface Drawn {
  readonly link: ChainLink;
  readonly look: 'done' | 'now' | 'later';
  readonly day: string | null;
}

function linksOf(type: RecordType, view: RecordView): readonly Drawn[] {
  const chain = type.workflow?.chain ?? [];
  const steps = stepsOf(view.record);
  const { state } = view.record;
  const shown = chain.filter(
    (link) =>
      link.optional !== true ||
      link.states.includes(state) ||
      steps.some((step) => link.actions.includes(step.action)),
  );
  const lastDone = shown.findLastIndex((link) =>
    steps.some((step) => link.actions.includes(step.action)),
  );
  const here = shown.findIndex((link) => link.states.includes(state));
  // Ended outside the line (rejected, withdrawn): what was done stays done.
  const present = here === -1 ? lastDone + 1 : here;
  return shown.map((link, index) => {
    const step = steps.findLast((each) => link.actions.includes(each.action));
    const look = index < present ? 'done' : index === present && here !== -1 ? 'now' : 'later';
    return {
      link,
      look,
      day: step === undefined || look === 'later' ? null : businessDateOf(step.at),
    };
  });
}
