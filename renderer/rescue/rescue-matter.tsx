/** One matter of a box: what was wanted, what the district has, and what was decided. Only fields that differ are shown. */
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { recordType } from '../../shared/records/registry.ts';
import { sameValue } from '../../shared/sync/merge.ts';
import { fieldLabel } from '../../shared/texts/problems.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useRefusalReasons } from '../form/refusal-note.tsx';
import { shortMoment } from '../format/moments.ts';
import { useWords } from '../format/use-words.ts';
import { valueText } from '../format/values.ts';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import type { RescueItem } from './rescue-box-page.tsx';

export function RescueMatter(props: { item: RescueItem; isChosen: boolean; onToggle: () => void }) {
  const { t, say } = useText();
  const { now } = useSurroundings();
  const { item } = props;
  const type = recordType(item.type);
  const label = labelOf(item, type);
  const isOpen = item.decision === null && !item.isHidden;
  const written = item.row === null ? null : 'at' in item.row ? item.row.at : item.row.updatedAt;
  return (
    <article className="card" aria-label={label} data-item={item.number}>
      <div className="row wrap">
        {isOpen && (
          <input
            type="checkbox"
            aria-label={label}
            checked={props.isChosen}
            onChange={props.onToggle}
          />
        )}
        <span className="chip">{t(actionOf(item))}</span>
        <b className="clip grow">
          {type === undefined ? '' : say(type.texts.name)}
          {'　'}
          {label}
        </b>
        {written !== null && (
          <span className="meta">
            {t('rescue.changedAt', { time: shortMoment(written, now()) })}
          </span>
        )}
        <Decision item={item} />
      </div>
      {item.events + item.files > 0 && (
        <p className="meta">{t('rescue.withIt', { events: item.events, files: item.files })}</p>
      )}
      {item.isHidden && <p className="soft">{t('rescue.hidden')}</p>}
      {item.kind === 'draft' && item.decision === null && (
        <p className="soft">{t('rescue.draftNote')}</p>
      )}
      {item.row?._deleted === true && item.decision === null && (
        <Note tone="amber">{t('rescue.removes')}</Note>
      )}
      {type !== undefined && !item.isHidden && <Values item={item} type={type} />}
      <Refusal item={item} type={type} />
    </article>
  );
}

function actionOf(item: RescueItem) {
  if (item.kind === 'draft') return 'rescue.isDraft';
  if (item.kind === 'file') return 'rescue.isFile';
  if (item.kind === 'event') return 'rescue.isEvent';
  if (item.row?._deleted === true) return 'rescue.isRemoval';
  return item.assumed === null && item.master === null ? 'rescue.isNew' : 'rescue.isEdit';
}

function labelOf(item: RescueItem, type: RecordType | undefined): string {
  const data = item.draft ?? dataOf(item.row) ?? dataOf(item.master);
  const named = type === undefined || data === null ? '' : type.label(data);
  const number = item.row !== null && 'bizNo' in item.row ? item.row.bizNo : '';
  return named || number || item.recordId.slice(0, 8);
}

function Decision({ item }: { item: RescueItem }) {
  const { t } = useText();
  const { now } = useSurroundings();
  if (item.decision === null) return null;
  const outcome = item.outcome;
  return (
    <>
      <span className={`chip ${item.decision === 'released' ? 'done' : ''}`}>
        {t(`rescue.${item.decision}`)}
      </span>
      <span className="meta">
        {outcome === 'accepted' || outcome === 'merged' || outcome === 'clash' || outcome === 'same'
          ? `${t(`rescue.outcome_${outcome}`)}　`
          : ''}
        {item.reason === '' ? '' : `${t('rescue.why_', { reason: item.reason })}　`}
        {item.decidedAt !== null &&
          t('rescue.decidedBy', { who: item.decidedBy, time: shortMoment(item.decidedAt, now()) })}
      </span>
    </>
  );
}

function Refusal({ item, type }: { item: RescueItem; type: RecordType | undefined }) {
  const { t } = useText();
  const reasons = useRefusalReasons();
  if (item.outcome !== 'refused' || item.decision !== null || item.code === 'draft') return null;
  if (item.code.startsWith('file_')) return <Note tone="red">{t('rescue.refusedFile')}</Note>;
  if (type === undefined) return null;
  const refusal = { code: item.code, problems: [...item.problems] };
  const reason = reasons(type, refusal).join('　');
  return <Note tone="red">{t('rescue.refused', { reason })}</Note>;
}

/** New records whole, edits by what they changed against what the district has now. */
function Values({ item, type }: { item: RescueItem; type: RecordType }) {
  const { t, language } = useText();
  const words = useWords();
  const wanted = item.draft ?? dataOf(item.row);
  if (wanted === null || item.kind === 'event') return null;
  const master = dataOf(item.master);
  const assumed = dataOf(item.assumed) ?? {};
  const isGone = item.master?._deleted === true;
  const changed = Object.keys(type.fields).filter((key) =>
    item.assumed === null
      ? wanted[key] !== undefined
      : !sameValue(wanted[key], assumed[key]) ||
        (item.row?._deleted === true && wanted[key] !== undefined),
  );
  const isNewer =
    item.decision === null &&
    item.assumed !== null &&
    item.master !== null &&
    item.master.mutation !== item.assumed.mutation;
  const text = (key: string, data: PlainData) =>
    data[key] === undefined ? '—' : valueText(type.fields[key], data[key], words);
  return (
    <>
      {master === null && item.kind === 'record' && <p className="meta">{t('rescue.noPresent')}</p>}
      {isNewer && <Note tone="amber">{t('rescue.newer')}</Note>}
      <table className="box-table" style={{ marginTop: '0.375rem' }}>
        <thead>
          <tr>
            <th style={{ width: '24%' }}>{t('rescue.field')}</th>
            <th style={{ width: '38%' }}>{t('rescue.rescued')}</th>
            {master !== null && <th>{t('rescue.present')}</th>}
          </tr>
        </thead>
        <tbody>
          {changed.map((key) => (
            <tr key={key}>
              <td>{fieldLabel(type, key, language)}</td>
              <td>
                <b>{item.row?._deleted === true ? t('rescue.isRemoval') : text(key, wanted)}</b>
              </td>
              {master !== null && <td>{isGone ? t('rescue.presentGone') : text(key, master)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function dataOf(row: RescueItem['row']): PlainData | null {
  return row === null ? null : row.data;
}
