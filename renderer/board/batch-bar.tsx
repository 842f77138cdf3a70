/** One step for all ticked cases. Each answers for itself: what could not be done is said by number, the rest is done. */
import { useState } from 'react';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { AskDialog } from '../record/ask-dialog.tsx';
import { Button, IconButton, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function BatchBar(props: {
  type: RecordType;
  actions: readonly string[];
  ids: readonly string[];
  onDone(): void;
}) {
  const { t, say } = useText();
  const tell = useTell();
  const forget = useForget();
  const [asking, setAsking] = useState<string | null>(null);
  const [refused, setRefused] = useState(0);
  const wordOf = (action: string) =>
    say(props.type.texts.actions[action] ?? { zh: action, en: action });

  const act = async (action: string, opinion: string): Promise<string | null> => {
    let failed = 0;
    for (const id of props.ids) {
      // One after the other: each is a transaction of its own, and a refusal of one must not touch the next.
      const answer = await tell('records.act', { type: props.type.name, id, action, opinion });
      if (!answer.ok) failed += 1;
    }
    forget('records.get', 'records.timeline', 'records.list', 'today.board');
    setRefused(failed);
    if (failed === 0) props.onDone();
    return null;
  };
  return (
    <div className="batch-bar">
      <b>{t('board.ticked', { count: props.ids.length })}</b>
      {refused > 0 && <Note tone="amber">{t('board.refused', { count: refused })}</Note>}
      <span className="grow" />
      {props.actions.map((action) => (
        <Button key={action} onClick={() => setAsking(action)}>
          {wordOf(action)}
        </Button>
      ))}
      <IconButton name="close" label={t('board.untick')} onClick={props.onDone} />
      {asking !== null && (
        <AskDialog
          title={`${wordOf(asking)}　${t('board.ticked', { count: props.ids.length })}`}
          label={t('record.opinion')}
          needed={t('record.opinionNeeded', { action: wordOf(asking) })}
          verb={wordOf(asking)}
          onDone={(opinion) => act(asking, opinion)}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
