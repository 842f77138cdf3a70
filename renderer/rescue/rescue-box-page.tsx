/** One box: every matter with its values beside the district's present ones; released or not taken, one by one or many at once. */
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { Output } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { DecisionBar } from './decision-bar.tsx';
import { RescueMatter } from './rescue-matter.tsx';

export type RescueItem = Extract<Output<'rescue.look'>, { ok: true }>['value']['items'][number];

export function RescueBoxPage({ boxId }: { boxId: string }) {
  const { t } = useText();
  const navigate = useNavigate();
  const box = useAsk('rescue.boxes', {}).data?.boxes.find(({ id }) => id === boxId);
  const matters = useMatters(boxId);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);
  const open = matters.items.filter((item) => item.decision === null && !item.isHidden);
  const toggle = (number: number) => {
    const next = new Set(chosen);
    if (!next.delete(number)) next.add(number);
    setChosen(next);
  };
  const decide = async (decision: 'release' | 'reject', reason: string) => {
    const numbers = open.map(({ number }) => number).filter((number) => chosen.has(number));
    await matters.decide(numbers, decision, reason);
    setChosen(new Set());
  };
  return (
    <>
      <PageHeader
        title={
          box === undefined
            ? t('rescue.title')
            : t('rescue.boxTitle', { user: box.userName, device: box.deviceName })
        }
        second={box === undefined ? '' : `${box.unitName}　${t(`rescue.reason_${box.reason}`)}`}
      >
        <Button onClick={() => void navigate({ to: '/rescue' })}>{t('rescue.back')}</Button>
      </PageHeader>
      {matters.failure !== null && <FailureNote failure={matters.failure} band />}
      {open.length > 0 && (
        <DecisionBar
          total={open.length}
          chosen={chosen.size}
          progress={matters.progress}
          onAll={(all) => setChosen(new Set(all ? open.map(({ number }) => number) : []))}
          onDecide={decide}
        />
      )}
      <div className="pane-body grow">
        {open.length === 0 && matters.isLoaded && matters.items.length > 0 && (
          <Note tone="green">{t('rescue.stateDone')}</Note>
        )}
        <div style={{ display: 'grid', gap: '0.75rem' }}>
          {matters.items.map((item) => (
            <RescueMatter
              key={item.number}
              item={item}
              isChosen={chosen.has(item.number)}
              onToggle={() => toggle(item.number)}
            />
          ))}
        </div>
        {matters.hasMore && (
          <div className="row" style={{ marginTop: '0.75rem' }}>
            <Button onClick={matters.more}>{t('rescue.more')}</Button>
          </div>
        )}
      </div>
    </>
  );
}

/** So many at a time, so that the page can show how far it is. */
const atOnce = 20;

function useMatters(boxId: string) {
  const tell = useTell();
  const forget = useForget();
  const [items, setItems] = useState<readonly RescueItem[]>([]);
  const [next, setNext] = useState<number | null>(0);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isLoaded, setLoaded] = useState(false);
  const [progress, setProgress] = useState<{ done: number; total: number } | null>(null);

  const more = async (from: number, before: readonly RescueItem[]) => {
    const looked = await tell('rescue.look', { boxId, from });
    setLoaded(true);
    if (!looked.ok) return setFailure(looked.error);
    setFailure(null);
    setItems([...before, ...looked.value.items]);
    setNext(looked.value.next);
  };
  useEffect(() => {
    void more(0, []);
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once for each box; the functions that the bridge gives do not change
  }, [boxId]);

  return {
    items,
    failure,
    isLoaded,
    progress,
    hasMore: next !== null && isLoaded && failure === null,
    more: () => void more(next ?? 0, items),
    async decide(numbers: readonly number[], decision: 'release' | 'reject', reason: string) {
      let shown = items;
      for (let at = 0; at < numbers.length; at += atOnce) {
        setProgress({ done: at, total: numbers.length });
        const some = numbers.slice(at, at + atOnce);
        const decided = await tell('rescue.decide', { boxId, numbers: some, decision, reason });
        if (!decided.ok) {
          setFailure(decided.error);
          break;
        }
        setFailure(null);
        const results = new Map(decided.value.results.map((each) => [each.number, each]));
        shown = shown.map((item) => {
          const result = results.get(item.number);
          if (result === undefined) return item;
          const { clash: _card, ...verdict } = result;
          return { ...item, ...verdict };
        });
        setItems(shown);
      }
      setProgress(null);
      forget('rescue.boxes');
      forget('sync.board');
    },
  };
}
