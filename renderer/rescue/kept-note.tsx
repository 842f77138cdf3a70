/** That sealed profiles wait on this computer, and how they come home: on the sync page and where a computer is enrolled. */
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function KeptNote({ kept }: { kept: number }) {
  const { t } = useText();
  if (kept === 0) return null;
  return (
    <Note tone="amber" icon="lock">
      {t('rescue.kept', { count: kept })}
      <div className="meta">{t('rescue.keptTodo')}</div>
    </Note>
  );
}
