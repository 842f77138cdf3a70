/** The two boxes of a new password, and what is wrong with what was typed. */
import type { Failure } from '../../shared/bridge/errors.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import type { SheetField } from '../sign-in/sheet.tsx';
import { useText } from '../texts/use-text.ts';

type Typed = { readonly password: string } | { readonly failure: Failure };

export function useNewPasswordFields(): {
  readonly fields: readonly SheetField[];
  readonly read: (values: Readonly<Record<string, string>>) => Typed;
} {
  const { t } = useText();
  const session = useAsk('app.session', {});
  // The core decides; this only says it before somebody types in vain.
  const min = session.data?.sealedBySystem === true ? 10 : 14;
  return {
    fields: [
      {
        key: 'new',
        label: t('account.newPassword'),
        hint: t('account.least', { min }),
        secret: true,
        needed: t('account.needNew'),
        autoComplete: 'new-password',
      },
      {
        key: 'again',
        label: t('account.again'),
        secret: true,
        needed: t('account.needAgain'),
        autoComplete: 'new-password',
      },
    ],
    read(values) {
      const password = values['new'] ?? '';
      if (Array.from(password).length < min)
        return { failure: { code: 'E_PASSWORD_WEAK', params: { min } } };
      if (password !== values['again']) return { failure: { code: 'E_PASSWORD_DIFFER' } };
      return { password };
    },
  };
}
