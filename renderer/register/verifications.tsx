/** 核实: the button on a record of the register, and when it was verified before. */
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { RecordView } from '../../shared/bridge/contract.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { Button } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { VerifyDialog } from './verify-dialog.tsx';

/** Whether records of this type are verified at all. */
export function isVerified(type: RecordType): boolean {
  const log = recordType('verification_log');
  return log?.fields['subject']?.refTypes?.includes(type.name) === true;
}

export function VerifyButton({ type, view }: { type: RecordType; view: RecordView }) {
  const { t } = useText();
  const [isOpen, setOpen] = useState(false);
  if (!isVerified(type) || !view.canEdit || view.record.data['thin'] === true) return null;
  return (
    <>
      <Button icon="done" onClick={() => setOpen(true)}>
        {t('verifying.verb')}
      </Button>
      {isOpen && (
        <VerifyDialog
          type={type}
          ids={[view.record.id]}
          name={type.label(view.record.data)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

export function Verifications({ id }: { id: string }) {
  const { t, language } = useText();
  const found = useAsk('register.verifications', { id }).data;
  if (found === undefined || found.total === 0) return null;
  return (
    <>
      <h2 className="block-title">
        {t('verifying.log')}{' '}
        <span className="meta">{t('verifying.times', { count: found.total })}</span>
      </h2>
      <ul style={{ display: 'grid', gap: '0.375rem' }}>
        {found.entries.map((entry) => (
          <li key={entry.id} className="row">
            <Link
              className="num"
              to="/record/$type/$id"
              params={{ type: 'verification_log', id: entry.id }}
            >
              {entry.on}
            </Link>
            <span>
              {entry.method === '' ? '' : labelOf('verify_method', entry.method, language)}
            </span>
            <span className="meta clip grow">
              {entry.changed.length === 0
                ? t('verifying.same')
                : t('verifying.changed', {
                    fields: entry.changed
                      .map((field) => labelOf('register_field', field, language))
                      .join(language === 'zh' ? '、' : ', '),
                  })}
            </span>
            <span className="meta">{entry.by}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
