/** What somebody wants to know of a record before opening it: main facts, state, the last events. */
import { Link, useNavigate } from '@tanstack/react-router';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { noteText } from '../format/moments.ts';
import { useWords } from '../format/use-words.ts';
import { valueText } from '../format/values.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { Awaited, Button } from '../parts/parts.tsx';
import { ProvisionalChip, StateChip } from '../parts/state-chip.tsx';
import { useText } from '../texts/use-text.ts';
import { Timeline } from './timeline.tsx';

export function RecordPreview(props: { type: string; id: string | null; emptyText: string }) {
  return props.id === null ? (
    <p className="pane-body meta">{props.emptyText}</p>
  ) : (
    <Preview type={props.type} id={props.id} />
  );
}

function Preview(props: { type: string; id: string }) {
  const { t, say } = useText();
  const words = useWords();
  const navigate = useNavigate();
  const { now } = useSurroundings();
  const type = recordType(props.type);
  const query = useAsk('records.get', { type: props.type, id: props.id });
  if (type === undefined) return null;
  return (
    <Awaited query={query}>
      {(view) => (
        <>
          <div className="pane-body">
            <div className="row wrap">
              <h2 className="pane-title">{type.label(view.record.data)}</h2>
              <StateChip type={type} state={view.record.state} />
              {view.pending && <ProvisionalChip />}
            </div>
            <p className="meta" style={{ marginBottom: '0.75rem' }}>
              {[
                view.record.bizNo,
                view.record.community === '' ? '' : words.communityName(view.record.community),
              ]
                .filter(Boolean)
                .join('　')}
            </p>
            <dl className="facts">
              {mainFields(type.name)
                .filter((field) => view.record.data[field] !== undefined)
                .map((field) => (
                  <FactRow
                    key={field}
                    label={say(type.texts.fields[field] ?? { zh: field, en: field })}
                    value={valueText(type.fields[field], view.record.data[field], words)}
                  />
                ))}
            </dl>
            {view.related.length > 0 && <h3 className="block-title">{t('record.related')}</h3>}
            <ul style={{ display: 'grid', gap: '0.375rem' }}>
              {view.related.slice(0, 6).map((each) => (
                <li key={`${each.type}/${each.id}`} className="row">
                  <Icon name={typeIcon(recordType(each.type)?.icon ?? each.type)} size={15} />
                  <Link
                    className="clip"
                    to="/record/$type/$id"
                    params={{ type: each.type, id: each.id }}
                  >
                    {each.label}
                  </Link>
                  <span className="meta clip">{noteText(each.note, now())}</span>
                </li>
              ))}
            </ul>
            <h3 className="block-title">{t('record.timeline')}</h3>
            <Timeline type={type} id={props.id} limit={4} />
          </div>
          <div className="pane-foot">
            <Button
              look="filled"
              keyCap="Enter"
              onClick={() =>
                void navigate({
                  to: '/record/$type/$id',
                  params: { type: props.type, id: props.id },
                })
              }
            >
              {t('list.openRecord')}
            </Button>
          </div>
        </>
      )}
    </Awaited>
  );
}

function FactRow(props: { label: string; value: string }) {
  return (
    <>
      <dt>{props.label}</dt>
      <dd>{props.value}</dd>
    </>
  );
}

/** The first two sections of the form, without sub-tables: what its author thought of first matters most. */
function mainFields(name: string): readonly string[] {
  const type = recordType(name);
  return (type?.form.sections ?? [])
    .slice(0, 3)
    .flatMap((section) =>
      section.fields.map((each) => (typeof each === 'string' ? each : each.field)),
    )
    .filter(
      (field) =>
        type?.fields[field]?.kind !== 'items' &&
        type?.fields[field]?.files === undefined &&
        type?.fields[field]?.widget !== 'hidden' &&
        type?.fields[field]?.privacy !== 3,
    )
    .slice(0, 12);
}
