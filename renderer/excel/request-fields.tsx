/** 数据出口申请 inside the export: why, for whom, until when. The core counts the records and names the columns itself. */
import { Link } from '@tanstack/react-router';
import type { Input } from '../../shared/bridge/contract.ts';
import { addDays } from '../../shared/calendar/day.ts';
import type { Value } from '../bridge/bridge-context.tsx';
import { DayBox } from '../form/day-box.tsx';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export type RequestWords = Pick<Input<'excel.request'>, 'reason' | 'recipient' | 'keepUntil'>;

/** A month, as most lists that go up are used for. */
export function blankRequest(today: string): RequestWords {
  return { reason: '', recipient: '', keepUntil: addDays(today, 30) };
}

export function isAsked({ reason, recipient, keepUntil }: RequestWords): boolean {
  return reason.trim() !== '' && recipient.trim() !== '' && keepUntil !== '';
}

export type Asked = Value<'excel.request'>;

export function Requested({ asked }: { asked: Asked }) {
  const { t } = useText();
  return (
    <Note tone="green" role="status">
      {t('excel.requested', { no: asked.bizNo })}{' '}
      <Link to="/record/$type/$id" params={{ type: 'export_request', id: asked.id }}>
        {t('excel.openRequest')}
      </Link>
    </Note>
  );
}

export function RequestFields(props: {
  why: string;
  words: RequestWords;
  onChange: (words: RequestWords) => void;
}) {
  const { t } = useText();
  const { words } = props;
  const change = (part: Partial<RequestWords>) => props.onChange({ ...words, ...part });
  return (
    <fieldset className="excel-request">
      <legend>{t('excel.requestTitle')}</legend>
      <Note tone="amber" role="status">
        {props.why}
      </Note>
      <label className="excel-field">
        {t('excel.requestReason')}
        <textarea
          className="field-input"
          autoComplete="off"
          rows={2}
          maxLength={500}
          value={words.reason}
          onChange={(event) => change({ reason: event.currentTarget.value })}
        />
      </label>
      <div className="row" style={{ gap: '0.75rem' }}>
        <label className="excel-field grow">
          {t('excel.requestRecipient')}
          <input
            className="field-input"
            autoComplete="off"
            maxLength={100}
            value={words.recipient}
            onChange={(event) => change({ recipient: event.currentTarget.value })}
          />
        </label>
        <label className="excel-field">
          {t('excel.requestKeep')}
          <DayBox
            label={t('excel.requestKeep')}
            value={words.keepUntil}
            onChange={(keepUntil) => change({ keepUntil })}
          />
        </label>
      </div>
    </fieldset>
  );
}
