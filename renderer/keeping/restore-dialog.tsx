/** Asks for the password before the data goes back to a backup, or back again; says what will happen and that it can be undone. */
import { useQueryClient } from '@tanstack/react-query';
import type { Backup } from '../../shared/bridge/contract.ts';
import { useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { FieldsDialog } from '../parts/fields-dialog.tsx';
import { useText } from '../texts/use-text.ts';

export function RestoreDialog(props: {
  what: Backup | 'undo';
  undoAt: string | null;
  onClose: () => void;
}) {
  const { t } = useText();
  const tell = useTell();
  const queries = useQueryClient();
  const { now } = useSurroundings();
  const { what } = props;
  const time = shortMoment(what === 'undo' ? (props.undoAt ?? '') : what.at, now());
  const run = async (password: string) => {
    const answer =
      what === 'undo'
        ? await tell('keeping.undoRestore', { password })
        : await tell('keeping.restore', { backupId: what.id, password });
    void queries.invalidateQueries();
    return answer.ok ? null : answer.error;
  };
  return (
    <FieldsDialog
      title={t(what === 'undo' ? 'keeping.undoTitle' : 'keeping.restoreTitle', { time })}
      verb={t(what === 'undo' ? 'keeping.undo' : 'keeping.restore')}
      danger
      fields={[
        {
          key: 'password',
          label: t('signIn.password'),
          secret: true,
          needed: t('signIn.needPassword'),
          autoComplete: 'current-password',
        },
      ]}
      onDone={(values) => run(values['password'] ?? '')}
      onClose={props.onClose}
    >
      {what === 'undo'
        ? t('keeping.undoNote')
        : t('keeping.restoreNote', { time, records: what.records.toLocaleString('en-US') })}
    </FieldsDialog>
  );
}
