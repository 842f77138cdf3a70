/** The chosen case: its time, the facts of its first sections, what happened, and the steps that are open, at the foot. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordView } from '../../shared/bridge/contract.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { Ref } from '../../shared/fields/kinds.ts';
import { recordType } from '../../shared/records/registry.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useWords } from '../format/use-words.ts';
import { valueText } from '../format/values.ts';
import { Light } from '../parts/light.tsx';
import { Awaited, Note } from '../parts/parts.tsx';
import { ProvisionalChip, StateChip } from '../parts/state-chip.tsx';
import { RecordActions } from '../record/record-actions.tsx';
import { Timeline } from '../record/timeline.tsx';
import { useText } from '../texts/use-text.ts';

/** As many facts as fit beside a board. */
const mostFacts = 12;

export function BoardPreview(props: { type: RecordType; id: string | null }) {
  const { t } = useText();
  return props.id === null ? (
    <p className="pane-body meta">{t('list.nothingSelected')}</p>
  ) : (
    <Loaded key={props.id} type={props.type} id={props.id} />
  );
}

function Loaded({ type, id }: { type: RecordType; id: string }) {
  const query = useAsk('records.get', { type: type.name, id });
  return <Awaited query={query}>{(view) => <Case type={type} view={view} />}</Awaited>;
}

function Case({ type, view }: { type: RecordType; view: RecordView }) {
  const { t, say } = useText();
  const words = useWords();
  const { now } = useSurroundings();
  const [trouble, setTrouble] = useState<string | null>(null);
  const { record, flow } = view;
  const fields = Object.keys(type.fields).filter((field) =>
    isFact(type, field, record.data[field]),
  );
  return (
    <>
      <div className="pane-body">
        <h2 className="pane-title">
          <Link to="/record/$type/$id" params={{ type: type.name, id: record.id }}>
            {type.label(record.data)}
          </Link>
        </h2>
        <p className="meta">{record.bizNo}</p>
        <p className="row wrap board-time">
          <StateChip type={type} state={record.state} />
          {view.pending && <ProvisionalChip />}
          {typeof flow?.due === 'string' && flow.light !== 'grey' && (
            <Light due={flow.due} today={businessDateOf(now())} />
          )}
          {flow?.light === 'grey' && <span className="meta">{t('board.stopped')}</span>}
          {typeof flow?.used === 'number' && (
            <span className="meta">{t('board.used', { days: flow.used })}</span>
          )}
        </p>
        <dl className="facts">
          {fields.slice(0, mostFacts).map((field) => (
            <Fact
              key={field}
              label={say(type.texts.fields[field] ?? { zh: field, en: field })}
              value={record.data[field]}
              text={valueText(type.fields[field], record.data[field], words)}
            />
          ))}
        </dl>
        <h3 className="block-title">{t('record.timeline')}</h3>
        <Timeline type={type} id={record.id} limit={6} />
      </div>
      {trouble !== null && (
        <Note tone="red" band role="alert">
          {trouble}
        </Note>
      )}
      <div className="pane-foot">
        <RecordActions type={type} view={view} onTrouble={setTrouble} />
      </div>
    </>
  );
}

function Fact(props: { label: string; value: unknown; text: string }) {
  const target =
    isRef(props.value) && recordType(props.value.type)?.collection === 'records'
      ? props.value
      : null;
  return (
    <>
      <dt>{props.label}</dt>
      <dd>
        {target === null ? (
          props.text
        ) : (
          <Link to="/record/$type/$id" params={{ type: target.type, id: target.id }}>
            {props.text}
          </Link>
        )}
      </dd>
    </>
  );
}

function isRef(value: unknown): value is Ref {
  return typeof value === 'object' && value !== null && 'id' in value && 'type' in value;
}

/** Sub-tables and sensitive text have no place beside a board. */
function isFact(type: RecordType, field: string, value: unknown): boolean {
  const spec = type.fields[field];
  return value !== undefined && spec !== undefined && spec.kind !== 'items' && spec.privacy !== 3;
}
