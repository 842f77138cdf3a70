/** What a table is taken out for: asked of everybody who takes one. */
import { dictionaries } from '../../shared/dictionaries/dictionary.ts';
import { useText } from '../texts/use-text.ts';

export function PurposeFields(props: {
  purpose: string;
  note: string;
  onPurpose: (purpose: string) => void;
  onNote: (note: string) => void;
  /** How the note fills its line. */
  noteClass: 'grow' | 'wide';
}) {
  const { t, language } = useText();
  return (
    <>
      <label className="excel-field">
        {t('excel.purpose')}
        <select
          className="field-input"
          value={props.purpose}
          onChange={(event) => props.onPurpose(event.currentTarget.value)}
        >
          {Object.entries(dictionaries['export_purpose'] ?? {}).map(([key, word]) => (
            <option key={key} value={key}>
              {word[language]}
            </option>
          ))}
        </select>
      </label>
      <label className={`excel-field ${props.noteClass}`}>
        {t('excel.note')}
        <input
          className="field-input"
          autoComplete="off"
          maxLength={200}
          placeholder={t('excel.noteExample')}
          value={props.note}
          onChange={(event) => props.onNote(event.currentTarget.value)}
        />
      </label>
    </>
  );
}
