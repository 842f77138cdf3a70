/** 账号与安全: the lease, a new password, a new key, and wiping this computer. */
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useAsk, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { FieldsDialog } from '../parts/fields-dialog.tsx';
import { Button, Note } from '../parts/parts.tsx';
import type { SheetField } from '../sign-in/sheet.tsx';
import { useText } from '../texts/use-text.ts';
import { useNewPasswordFields } from './new-password.ts';

export function AccountSection() {
  const { t } = useText();
  const session = useSession();
  const [open, setOpen] = useState<'change' | 'rotate' | 'wipe' | null>(null);
  const [done, setDone] = useState<'changed' | 'rotated' | null>(null);
  const close = () => setOpen(null);
  const begin = (what: 'change' | 'rotate' | 'wipe') => {
    setDone(null);
    setOpen(what);
  };
  return (
    <section aria-label={t('account.title')}>
      <h2 className="pane-title" style={{ margin: '1.25rem 0 0.5rem' }}>
        {t('account.title')}
      </h2>
      <dl className="facts">
        <dt>{t('account.lease')}</dt>
        <dd>{session.leaseEndsOn ?? t('account.leaseUnknown')}</dd>
        <dt>{t('account.sealed')}</dt>
        <dd>{t(session.sealedBySystem ? 'account.yes' : 'account.no')}</dd>
        <dt>{t('account.fingerprint')}</dt>
        <dd className="num" style={{ textAlign: 'left' }}>
          {session.districtFingerprint}
        </dd>
      </dl>
      <div className="row" style={{ flexWrap: 'wrap', margin: '0.75rem 0' }}>
        <Button onClick={() => begin('change')}>{t('account.change')}</Button>
        <Button onClick={() => begin('rotate')}>{t('account.rotate')}</Button>
        <Button look="danger" onClick={() => begin('wipe')}>
          {t('account.wipe')}
        </Button>
      </div>
      {done !== null && (
        <Note tone="green" role="status">
          {t(`account.${done}`)}
        </Note>
      )}
      {open === 'change' && <ChangePassword onClose={close} onDone={() => setDone('changed')} />}
      {open === 'rotate' && <RotateKey onClose={close} onDone={() => setDone('rotated')} />}
      {open === 'wipe' && <Wipe onClose={close} />}
    </section>
  );
}

interface DialogProps {
  readonly onClose: () => void;
  readonly onDone: () => void;
}

function ChangePassword(props: DialogProps) {
  const { t } = useText();
  const tell = useTell();
  const { fields, read } = useNewPasswordFields();
  return (
    <FieldsDialog
      title={t('account.change')}
      verb={t('account.change')}
      fields={[
        {
          key: 'old',
          label: t('account.oldPassword'),
          secret: true,
          needed: t('account.needOld'),
          autoComplete: 'current-password',
        },
        ...fields,
      ]}
      onClose={props.onClose}
      onDone={async (values) => {
        const typed = read(values);
        if ('failure' in typed) return typed.failure;
        const answer = await tell('app.changePassword', {
          oldPassword: values['old'] ?? '',
          newPassword: typed.password,
        });
        if (answer.ok) props.onDone();
        return answer.ok ? null : answer.error;
      }}
    >
      {t('account.changeNote')}
    </FieldsDialog>
  );
}

function RotateKey(props: DialogProps) {
  const { t } = useText();
  const tell = useTell();
  const queries = useQueryClient();
  return (
    <FieldsDialog
      title={t('account.rotate')}
      verb={t('account.rotate')}
      fields={[usePasswordField()]}
      onClose={props.onClose}
      onDone={async (values) => {
        const answer = await tell('app.rotateKey', { password: values['password'] ?? '' });
        void queries.invalidateQueries();
        if (answer.ok) props.onDone();
        return answer.ok ? null : answer.error;
      }}
    >
      {t('account.rotateNote')}
    </FieldsDialog>
  );
}

function Wipe(props: { onClose: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const queries = useQueryClient();
  const { unitName } = useSession();
  const sync = useAsk('sync.state', {});
  return (
    <FieldsDialog
      title={t('account.wipe')}
      verb={t('account.wipe')}
      danger
      fields={[
        {
          key: 'unit',
          label: t('account.wipeUnit', { unitName }),
          needed: t('account.needUnit'),
          autoComplete: 'off',
        },
        usePasswordField(),
      ]}
      onClose={props.onClose}
      onDone={async (values): Promise<Failure | null> => {
        const answer = await tell('app.wipe', {
          password: values['password'] ?? '',
          unitName: values['unit'] ?? '',
        });
        if (!answer.ok) return answer.error;
        queries.setQueryData(['app.session', {}], answer.value);
        return null;
      }}
    >
      {t('account.wipeNote', { count: sync.data?.pending ?? 0 })}
    </FieldsDialog>
  );
}

function usePasswordField(): SheetField {
  const { t } = useText();
  return {
    key: 'password',
    label: t('signIn.password'),
    secret: true,
    needed: t('signIn.needPassword'),
    autoComplete: 'current-password',
  };
}
