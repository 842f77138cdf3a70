/** The backups, newest first; a damaged one is shown and cannot be chosen. */
import type { Backup } from '../../shared/bridge/contract.ts';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { bytesInWords } from '../format/bytes.ts';
import { shortMoment } from '../format/moments.ts';
import { Button, Empty } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function BackupTable(props: {
  backups: readonly Backup[];
  onRestore: (backup: Backup) => void;
}) {
  const { t } = useText();
  const { now } = useSurroundings();
  if (props.backups.length === 0) return <Empty>{t('keeping.empty')}</Empty>;
  return (
    <table className="box-table">
      <thead>
        <tr>
          <th>{t('keeping.time')}</th>
          <th>{t('keeping.reason')}</th>
          <th className="num">{t('keeping.records')}</th>
          <th className="num">{t('keeping.size')}</th>
          <th>{t('keeping.state')}</th>
          <th>{t('keeping.copied')}</th>
          <th aria-label={t('keeping.restore')} />
        </tr>
      </thead>
      <tbody>
        {props.backups.map((backup) => (
          <tr key={backup.id}>
            <td>{shortMoment(backup.at, now())}</td>
            <td>{t(`keeping.reason_${backup.reason}`)}</td>
            <td className="num">{backup.records.toLocaleString('en-US')}</td>
            <td className="num">{bytesInWords(backup.bytes)}</td>
            <td>{t(backup.sound ? 'keeping.sound' : 'keeping.damaged')}</td>
            <td>{t(backup.copied ? 'keeping.yes' : 'keeping.no')}</td>
            <td className="num">
              {backup.sound && (
                <Button small onClick={() => props.onRestore(backup)}>
                  {t('keeping.restore')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
