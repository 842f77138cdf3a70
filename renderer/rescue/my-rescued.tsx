/** On the sync page: what became of one's own work that was rescued from a computer whose access ended. */
import type { Output } from '../../shared/bridge/contract.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { KeptNote } from './kept-note.tsx';

type Box = Extract<Output<'rescue.mine'>, { ok: true }>['value']['boxes'][number];

/** Nothing at all for those whose work was never rescued: nearly everybody. */
export function MyRescued() {
  const { t } = useText();
  const { now } = useSurroundings();
  const { kept } = useSession();
  const { data } = useAsk('rescue.mine', {});
  const boxes = data?.boxes ?? [];
  const waiting = data?.waiting ?? [];
  if (boxes.length + waiting.length + kept === 0) return null;
  return (
    <section style={{ marginTop: '1rem' }} aria-label={t('rescue.mine')}>
      <h2 className="row" style={{ marginBottom: '0.375rem' }}>
        <span className="pane-title">{t('rescue.mine')}</span>
      </h2>
      <div style={{ display: 'grid', gap: '0.5rem' }}>
        <KeptNote kept={kept} />
        {waiting.map((box) => (
          <Note key={box.id} tone="amber">
            {t('rescue.mineWaiting', { time: shortMoment(box.madeAt, now()) })}
          </Note>
        ))}
      </div>
      {boxes.length > 0 && <p className="meta">{t('rescue.mineNote')}</p>}
      <ul className="plain-list">
        {boxes.map((box) => (
          <OneBox key={box.id} box={box} />
        ))}
      </ul>
    </section>
  );
}

function OneBox({ box }: { box: Box }) {
  const { t, say } = useText();
  const { now } = useSurroundings();
  const open = box.items.filter(({ decision }) => decision === null).length;
  const decided = groupsOf(box.items);
  return (
    <li style={{ padding: '0.25rem 0' }}>
      <div className="row wrap">
        <b className="grow">
          {t('rescue.mineBox', { device: box.deviceName, time: shortMoment(box.madeAt, now()) })}
        </b>
        {open > 0 && (
          <span className="chip wait">{t('rescue.mineUndecided', { count: open })}</span>
        )}
      </div>
      {decided.map(({ item, count }) => (
        <div key={item.number} className="row wrap soft" style={{ fontSize: '0.875rem' }}>
          <span className="grow">
            {item.kind === 'draft' ? t('rescue.isDraft') : ''}{' '}
            {say(recordType(item.type)?.texts.name ?? { zh: '', en: '' })} {count}
          </span>
          <span className={`chip ${item.decision === 'released' ? 'done' : 'back'}`}>
            {t(item.decision === 'released' ? 'rescue.released' : 'rescue.rejected')}
          </span>
          <span className="meta">
            {item.reason === '' ? '' : `${t('rescue.why_', { reason: item.reason })}　`}
            {item.decidedAt !== null &&
              t('rescue.decidedBy', {
                who: item.decidedBy,
                time: shortMoment(item.decidedAt, now()),
              })}
          </span>
        </div>
      ))}
    </li>
  );
}

/** The same kind decided alike is one line. */
function groupsOf(items: Box['items']): { item: Box['items'][number]; count: number }[] {
  const groups = new Map<string, { item: Box['items'][number]; count: number }>();
  for (const item of items) {
    if (item.decision === null) continue;
    const { kind, type, decision, reason, decidedBy } = item;
    const key = JSON.stringify([kind, type, decision, reason, decidedBy]);
    const group = groups.get(key) ?? { item, count: 0 };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()];
}
