/** A spreadsheet, chosen or dropped. */
import { useState } from 'react';
import { useText } from '../texts/use-text.ts';

export function FileDrop({
  onFile,
  hint,
}: {
  onFile: (file: File | undefined) => void;
  /** Which files; absent: any table that is read. */
  hint?: string;
}) {
  const { t } = useText();
  const [isOver, setOver] = useState(false);
  return (
    <label
      className={`excel-drop ${isOver ? 'over' : ''}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        onFile(event.dataTransfer.files[0]);
      }}
    >
      <span className="button filled">{t('excel.choose')}</span>
      <input
        type="file"
        className="hidden-text"
        accept=".xlsx,.csv,.txt"
        aria-label={t('excel.choose')}
        onChange={(event) => {
          onFile(event.currentTarget.files?.[0]);
          event.currentTarget.value = '';
        }}
      />
      <span className="soft">{hint ?? t('excel.chooseHint')}</span>
    </label>
  );
}
