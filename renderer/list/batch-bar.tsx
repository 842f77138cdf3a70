/** What can be done with the rows that are ticked: the count first, then at most four verbs (ui.md §5). */
import { useState } from 'react';
import { can } from '../../shared/access/can.ts';
import { manyFields, mostEdited } from '../../shared/records/edit-many.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { mostVerified } from '../../shared/bridge/verifying.ts';
import { isVerified } from '../register/verifications.tsx';
import { VerifyDialog } from '../register/verify-dialog.tsx';
import { ManyDialog } from './many-dialog.tsx';

export function BatchBar(props: {
  type: RecordType;
  ticked: ReadonlySet<string>;
  onClear: () => void;
}) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const { actor } = useSession();
  const [isOpen, setOpen] = useState(false);
  const [isVerifying, setVerifying] = useState(false);
  const [last, setLast] = useState<{ batch: string; changed: number } | null>(null);
  const [told, setTold] = useState('');
  const { type, ticked } = props;
  const mayEdit = can(actor, 'edit', type, actor).allow && manyFields(type).length > 0;
  const mayVerify = isVerified(type) && can(actor, 'edit', type, actor).allow;
  const undo = async () => {
    if (last === null) return;
    const answer = await tell('lists.undoMany', { batch: last.batch });
    setLast(null);
    if (answer.ok) setTold(t('many.undone', answer.value));
    forget('records.list', 'records.get', 'records.timeline');
  };
  if (ticked.size === 0 && last === null && told === '') return null;
  return (
    <div className="batch-bar" role="region" aria-label={t('many.bar')}>
      <b>{t('many.count', { count: ticked.size })}</b>
      {mayEdit && (
        <Button
          onClick={() => setOpen(true)}
          offBecause={
            ticked.size === 0
              ? t('many.none')
              : ticked.size > mostEdited
                ? t('many.most', { max: mostEdited })
                : null
          }
        >
          {t('many.edit')}
        </Button>
      )}
      {mayVerify && (
        <Button
          icon="done"
          onClick={() => setVerifying(true)}
          offBecause={
            ticked.size === 0
              ? t('many.none')
              : ticked.size > mostVerified
                ? t('verifying.most', { max: mostVerified })
                : null
          }
        >
          {t('verifying.verb')}
        </Button>
      )}
      <Button
        onClick={() => {
          setTold('');
          setLast(null);
          props.onClear();
        }}
      >
        {t('many.clear')}
      </Button>
      <span className="grow" />
      <span role="status">{last === null ? told : t('many.done', { count: last.changed })}</span>
      {last !== null && <Button onClick={() => void undo()}>{t('many.undo')}</Button>}
      {isVerifying && (
        <VerifyDialog type={type} ids={[...ticked]} onClose={() => setVerifying(false)} />
      )}
      {isOpen && (
        <ManyDialog
          type={type}
          ids={[...ticked]}
          onClose={() => setOpen(false)}
          onDone={(batch, changed) => {
            setOpen(false);
            setTold('');
            setLast({ batch, changed });
          }}
        />
      )}
    </div>
  );
}
