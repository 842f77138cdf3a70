/** 草稿已自动保存 09:45: said only after the disk has it; a failure says what to do and stays. */
import { useText } from '../texts/use-text.ts';
import { clockTime } from '../format/moments.ts';
import { Icon } from '../parts/icons.tsx';
import type { DraftStatus } from './use-draft.ts';

export function DraftMark(props: { status: DraftStatus; savedAt: string | null }) {
  const { t, fail } = useText();
  const { status } = props;
  const at = status.state === 'saved' ? status.at : props.savedAt;
  return (
    <span className="row meta" role="status" style={{ fontSize: '0.875rem' }}>
      {status.state === 'failed' ? (
        <span className="row tone-red">
          <Icon name="stop" />
          {t('form.draftFailed', { reason: fail(status.failure) })}
        </span>
      ) : status.state === 'waiting' || status.state === 'saving' ? (
        t('form.draftWaiting')
      ) : at !== null ? (
        <>
          <Icon name="save" />
          {t('form.draftSaved', { time: clockTime(at) })}
        </>
      ) : null}
    </span>
  );
}
