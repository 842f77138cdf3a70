/** The foot of a form: what is still wrong, and the three verbs. 提交 stays enabled and explains (ui.md §6). */
import { Icon } from '../parts/icons.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export interface ActionBarProps {
  readonly shown: number;
  readonly missing: number;
  readonly verb: string;
  readonly busy: boolean;
  onShow(): void;
  onCancel(): void;
  onSaveDraft(): void;
  onSubmit(): void;
}

export function ActionBar(props: ActionBarProps) {
  const { t } = useText();
  return (
    <div className="action-bar">
      <span className="row grow" role="status">
        {props.shown > 0 ? (
          <>
            <span className="row tone-red">
              <Icon name="stop" />
              <b>{t('form.footProblems', { count: props.shown })}</b>
            </span>
            <button type="button" className="link" onClick={props.onShow}>
              {t('form.goThere')}
            </button>
          </>
        ) : props.missing > 0 ? (
          <span className="meta">{t('form.footMissing', { count: props.missing })}</span>
        ) : (
          <span className="row tone-green">
            <Icon name="done" />
            {t('form.footOk')}
          </span>
        )}
      </span>
      <Button onClick={props.onCancel}>{t('form.cancel')}</Button>
      <Button keyCap="Ctrl S" onClick={props.onSaveDraft}>
        {t('form.saveDraft')}
      </Button>
      <Button look="filled" keyCap="Ctrl Enter" onClick={props.onSubmit} busy={props.busy}>
        {props.verb}
      </Button>
    </div>
  );
}
