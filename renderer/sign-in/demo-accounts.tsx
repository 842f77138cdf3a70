/** On the sign-in page of a demonstration: who can sign in. A district elsewhere has accounts of its own, demonstration or not. */
import type { SessionState } from '../../shared/bridge/contract.ts';
import { demoDesks, demoPassword } from '../../shared/samples/demo-accounts.ts';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function DemoAccounts({ session }: { session: SessionState }) {
  const { t } = useText();
  const desk = demoDesks[session.unit];
  if (!session.isDemo || !session.server.startsWith('http://127.0.0.1:') || desk === undefined)
    return null;
  return (
    <Note tone="plain">
      <span>
        {t('signIn.demoAccounts', {
          login: desk.officer,
          lead: desk.lead,
          password: demoPassword,
        })}
      </span>
    </Note>
  );
}
