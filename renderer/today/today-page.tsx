/** 今日待办: what is overdue, what is due today, what this week; the first thing that anybody sees in the morning. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortDay } from '../format/days.ts';
import { longDay } from '../format/moments.ts';
import { useWords } from '../format/use-words.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Panes } from '../frame/panes.tsx';
import { isComposing } from '../keyboard/composing.ts';
import { useKeys } from '../keyboard/use-keys.ts';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { Light } from '../parts/light.tsx';
import { Awaited, Button, Empty, useNow } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { TodayPreview } from './today-preview.tsx';
import { kindWords, todayKinds, whatWords, type TodayItem, type TodayKind } from './today-words.ts';

const groups = ['overdue', 'today', 'week'] as const;

export function TodayPage() {
  const speaker = useText();
  const { t, say, language } = speaker;
  const navigate = useNavigate();
  const { now, newId, prefill } = useSurroundings();
  const today = businessDateOf(useNow(now));
  const query = useAsk('today.board', {});
  const [kind, setKind] = useState<TodayKind | null>(null);
  const [selectedId, setSelectedId] = useState<string | null>(null);

  const all = query.data?.items ?? [];
  const items = groups.flatMap((group) =>
    all.filter((item) => item.group === group && (kind === null || item.kind === kind)),
  );
  const selected = items.find(({ id }) => id === selectedId) ?? items[0] ?? null;

  const newVisit = (subject?: TodayItem) => {
    const draft = newId();
    if (subject !== undefined)
      prefill.set(draft, {
        subject: { type: subject.type, id: subject.recordId, label: subject.subject },
        ...planOf(subject),
      });
    void navigate({ to: '/form/$type/$draft', params: { type: 'visit', draft } });
  };
  const act = (item: TodayItem) => {
    if (item.kind === 'visit_due') newVisit(item);
    else if (item.kind === 'draft')
      void navigate({
        to: '/form/$type/$draft',
        params: { type: item.type, draft: item.recordId },
      });
    else if (item.kind === 'sync') void navigate({ to: '/sync' });
    else if (item.kind === 'returned')
      void navigate({ to: '/edit/$type/$id', params: { type: item.type, id: item.recordId } });
    else void navigate({ to: '/record/$type/$id', params: { type: item.type, id: item.recordId } });
  };
  useKeys({ F2: () => newVisit() });
  useHints([
    { keys: '↑ ↓', word: t('key.select') },
    { keys: 'Enter', word: t('key.openWork') },
    { keys: 'F2', word: t('key.create') },
    { keys: 'F6', word: t('key.nextPane') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  const visit = recordType('visit');
  return (
    <>
      <PageHeader
        title={t('frame.today')}
        facts={`${longDay(today, language)}　${t('today.count', { count: all.length })}`}
      >
        <Button look="filled" icon="add" keyCap="F2" onClick={() => newVisit()}>
          {visit === undefined ? t('today.create') : say(visit.texts.newOne)}
        </Button>
      </PageHeader>
      <div className="tabs" role="tablist" aria-label={t('today.kind')}>
        {[null, ...todayKinds.filter((each) => all.some((item) => item.kind === each))].map(
          (each) => (
            <button
              key={each ?? 'all'}
              type="button"
              role="tab"
              aria-selected={each === kind}
              className={`tab ${each === kind ? 'on' : ''}`}
              onClick={() => setKind(each)}
            >
              {each === null ? t('today.all') : kindWords(each, speaker)}
              <span className={`count ${each === 'sync' ? 'act' : ''}`}>
                {all.filter((item) => each === null || item.kind === each).length}
              </span>
            </button>
          ),
        )}
      </div>
      <Panes
        main={
          <Awaited query={query} bars={9}>
            {() =>
              items.length === 0 ? (
                <Empty action={<Button onClick={() => newVisit()}>{t('today.newVisit')}</Button>}>
                  {t('today.empty')}
                </Empty>
              ) : (
                <TodayList
                  items={items}
                  selected={selected}
                  today={today}
                  onSelect={(item) => setSelectedId(item.id)}
                  onAct={act}
                  what={(item) => whatWords(item, speaker)}
                  kindOf={(item) => kindWords(item.kind, speaker)}
                />
              )
            }
          </Awaited>
        }
        side={<TodayPreview item={selected} onAct={() => selected !== null && act(selected)} />}
        sideLabel={t('list.preview')}
      />
    </>
  );
}

/** The visit carries out the plan that asked for it. */
function planOf({ whatParams, subject }: TodayItem) {
  const { plan } = whatParams;
  return typeof plan === 'string' ? { plan: { type: 'visit_plan', id: plan, label: subject } } : {};
}

interface TodayListProps {
  readonly items: readonly TodayItem[];
  readonly selected: TodayItem | null;
  readonly today: string;
  onSelect(item: TodayItem): void;
  onAct(item: TodayItem): void;
  what(item: TodayItem): string;
  kindOf(item: TodayItem): string;
}

function TodayList(props: TodayListProps) {
  const { t } = useText();
  const box = useRef<HTMLDivElement>(null);
  const index = props.items.findIndex(({ id }) => id === props.selected?.id);
  useEffect(() => {
    if (document.activeElement === document.body) box.current?.focus({ preventScroll: true });
  }, []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event)) return;
    const steps: Record<string, number> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + 10,
      PageUp: index - 10,
      Home: 0,
      End: props.items.length - 1,
      ' ': index,
    };
    const wanted = steps[event.key];
    if (event.key === 'Enter' && props.selected !== null) props.onAct(props.selected);
    else if (wanted === undefined) return;
    else {
      const next = props.items[Math.max(0, Math.min(props.items.length - 1, wanted))];
      if (next !== undefined) {
        props.onSelect(next);
        box.current
          ?.querySelector(`[data-item="${CSS.escape(next.id)}"]`)
          ?.scrollIntoView({ block: 'nearest' });
      }
    }
    event.preventDefault();
  };
  return (
    <div
      className="today-list"
      ref={box}
      role="listbox"
      aria-label={t('frame.today')}
      aria-activedescendant={props.selected === null ? undefined : `today-${props.selected.id}`}
      tabIndex={0}
      data-pane-start
      onKeyDown={onKeyDown}
    >
      <div className="today-head" aria-hidden="true">
        <span>{t('today.due')}</span>
        <span>{t('today.kind')}</span>
        <span>{t('today.subject')}</span>
        <span>{t('today.what')}</span>
        <span>{t('today.place')}</span>
        <span className="num">{t('today.until')}</span>
      </div>
      {groups.map((group) => {
        const rows = props.items.filter((item) => item.group === group);
        if (rows.length === 0) return null;
        return (
          <div key={group} role="group" aria-label={t(`today.${group}`)}>
            <div className="group-head" aria-hidden="true">
              {t(`today.${group}`)}
              <span className="meta">{t('today.groupCount', { count: rows.length })}</span>
            </div>
            {rows.map((item) => (
              <TodayRow key={item.id} item={item} {...props} />
            ))}
          </div>
        );
      })}
    </div>
  );
}

function TodayRow(props: TodayListProps & { item: TodayItem }) {
  const { t } = useText();
  const words = useWords();
  const { item } = props;
  const on = props.selected?.id === item.id;
  return (
    <div
      id={`today-${item.id}`}
      data-item={item.id}
      role="option"
      aria-selected={on}
      className={`today-row ${on ? 'on' : ''}`}
      onClick={() => props.onSelect(item)}
      onDoubleClick={() => props.onAct(item)}
    >
      <Light due={item.due} today={props.today} />
      <span className="row soft">
        <Icon
          name={item.kind === 'sync' ? 'clash' : typeIcon(recordType(item.type)?.icon ?? item.type)}
          size={15}
        />
        {props.kindOf(item)}
      </span>
      <b className="clip" title={item.subject}>
        {item.subject}
      </b>
      <span className="clip" title={props.what(item)}>
        {props.what(item)}
      </span>
      <span className="clip soft">
        {item.place === '' ? t('frame.none') : words.communityName(item.place)}
      </span>
      <span className="num">
        {item.due === null ? t('frame.none') : shortDay(item.due, props.today)}
      </span>
    </div>
  );
}
