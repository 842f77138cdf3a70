/** Number of the stick and whether it was checked: what the register asks at both ends. */
import { useText } from '../texts/use-text.ts';
import { Icon } from '../parts/icons.tsx';

export interface Medium {
  readonly mediaNo: string;
  readonly virusChecked: boolean;
}

export function MediumFields(props: {
  id: string;
  value: Medium;
  isMissing: boolean;
  /** Who the file is for. */
  receiver?: string;
  onChange: (value: Medium) => void;
}) {
  const { t } = useText();
  const { id, value } = props;
  return (
    <div className="exchange-medium">
      {props.receiver !== undefined && (
        <>
          <span>{t('exchange.toWhom')}</span>
          <span>{props.receiver}</span>
        </>
      )}
      <label htmlFor={`${id}-no`}>{t('exchange.mediaNo')}</label>
      <div>
        <input
          id={`${id}-no`}
          className="field-input"
          style={{ width: '11rem' }}
          autoComplete="off"
          spellCheck={false}
          maxLength={40}
          value={value.mediaNo}
          aria-invalid={props.isMissing}
          aria-describedby={`${id}-note`}
          onChange={(event) => props.onChange({ ...value, mediaNo: event.currentTarget.value })}
        />
        <span className="soft" id={`${id}-note`}>
          {t('exchange.mediaNote')}
        </span>
        {props.isMissing && (
          <p className="field-error">
            <Icon name="stop" size={15} />
            <span>{t('exchange.needMedia')}</span>
          </p>
        )}
      </div>
      <span />
      <label className="row">
        <input
          type="checkbox"
          checked={value.virusChecked}
          onChange={(event) =>
            props.onChange({ ...value, virusChecked: event.currentTarget.checked })
          }
        />
        {t('exchange.virus')}
      </label>
    </div>
  );
}
