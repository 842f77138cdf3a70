/** One question with a few words as answer: an opinion, a reason. Stays open and says why when it did not work. */
import { Modal } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { isComposing } from '../keyboard/composing.ts';
import { Icon } from '../parts/icons.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export interface AskDialogProps {
  readonly title: string;
  readonly label: string;
  readonly hint?: string;
  /** What to say when the answer is missing; absent = the answer may be left out. */
  readonly needed?: string;
  readonly verb: string;
  readonly danger?: boolean;
  /** A sentence when it did not work, null when it did. */
  onDone(answer: string): Promise<string | null>;
  onClose(): void;
}

export function AskDialog(props: AskDialogProps) {
  const { t } = useText();
  const id = useId();
  const [answer, setAnswer] = useState('');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    if (busy) return;
    if (props.needed !== undefined && answer.trim() === '') return setTrouble(props.needed);
    setBusy(true);
    const found = await props.onDone(answer.trim());
    setBusy(false);
    if (found === null) props.onClose();
    else setTrouble(found);
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.title}
      size="32rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <form onSubmit={(event) => void submit(event)}>
        <div className="field-head">
          <label htmlFor={id} className={props.needed === undefined ? '' : 'required'}>
            {props.label}
          </label>
          {props.hint !== undefined && <span className="hint-text">{props.hint}</span>}
        </div>
        <textarea
          autoComplete="off"
          id={id}
          className="field-input"
          rows={3}
          data-autofocus
          value={answer}
          aria-invalid={trouble !== null}
          aria-describedby={`${id}-trouble`}
          onChange={(event) => setAnswer(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && event.ctrlKey && !isComposing(event)) void submit();
          }}
        />
        {trouble !== null && (
          <p className="field-error" id={`${id}-trouble`} role="alert">
            <Icon name="stop" size={15} />
            {trouble}
          </p>
        )}
        <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
          <Button onClick={props.onClose}>{t('frame.cancel')}</Button>
          <Button type="submit" look={props.danger === true ? 'danger' : 'filled'} busy={busy}>
            {props.verb}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
