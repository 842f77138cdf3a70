/** A forgotten password: a request for the district's recovery key, its answer, and a new password. Days may lie between the two. */
import { useState } from 'react';
import type { SessionState } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import { useTell, type Answer } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useNewPasswordFields } from '../settings/new-password.ts';
import { useText } from '../texts/use-text.ts';
import { Sheet, SheetForm } from './sheet.tsx';

export function Recovery(props: {
  profile: SessionState['profiles'][number];
  accept: (answer: Answer<SessionState>) => Failure | null;
  onBack: () => void;
}) {
  const { t } = useText();
  const tell = useTell();
  const [text, setText] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { fields, read } = useNewPasswordFields();
  const { profile } = props;
  const ask = async () => {
    const answer = await tell('recovery.request', { profileId: profile.id });
    setFailure(answer.ok ? null : answer.error);
    setText(answer.ok ? answer.value.text : null);
  };
  return (
    <Sheet
      title={t('account.recoverTitle')}
      note={t('account.recoverNote', { name: profile.name })}
    >
      <h2 className="group-title">{t('account.step1')}</h2>
      <p className="soft">{t('account.step1Note')}</p>
      {failure !== null && <FailureNote failure={failure} />}
      {text === null ? (
        <Button onClick={() => void ask()}>{t('account.makeRequest')}</Button>
      ) : (
        <CarriedText text={text} />
      )}
      <h2 className="group-title">{t('account.step2')}</h2>
      <SheetForm
        verb={t('account.open')}
        fields={[
          {
            key: 'answer',
            label: t('account.answer'),
            hint: t('account.answerHint'),
            file: t('account.chooseFile'),
            needed: t('account.needAnswer'),
            autoComplete: 'off',
          },
          ...fields,
        ]}
        onDone={async (values) => {
          const typed = read(values);
          if ('failure' in typed) return typed.failure;
          return props.accept(
            await tell('recovery.use', {
              profileId: profile.id,
              answer: values['answer'] ?? '',
              newPassword: typed.password,
            }),
          );
        }}
      />
      <p className="soft">{t('account.passwordNote')}</p>
      <button type="button" className="link" onClick={props.onBack}>
        {t('account.backToUnlock')}
      </button>
    </Sheet>
  );
}

/** A text to be taken away: as a file, or by the clipboard. */
function CarriedText({ text }: { text: string }) {
  const { t } = useText();
  const { now } = useSurroundings();
  const [copied, setCopied] = useState(false);
  const day = businessDateOf(new Date(now()).toISOString());
  const save = () => {
    const address = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }));
    const link = document.createElement('a');
    link.href = address;
    link.download = t('account.fileName', { day });
    link.click();
    URL.revokeObjectURL(address);
  };
  return (
    <div className="field">
      <textarea
        autoComplete="off"
        className="field-input carried"
        readOnly
        rows={4}
        aria-label={t('account.request')}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
      <div className="row" style={{ marginTop: '0.375rem' }}>
        <Button onClick={save}>{t('account.saveFile')}</Button>
        <Button
          onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
        >
          {t(copied ? 'account.copied' : 'account.copy')}
        </Button>
      </div>
    </div>
  );
}
