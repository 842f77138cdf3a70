/** The fields of both records; radio buttons where they differ. */
import { useState } from 'react';
import { canHoldBoth } from '../../shared/duplicates/merge-data.ts';
import type { Field } from '../../shared/fields/field.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useWords } from '../format/use-words.ts';
import { valueText, type ValueWords } from '../format/values.ts';
import { useText } from '../texts/use-text.ts';
import type { Comparison } from './compare-page.tsx';

export type Choice = 'a' | 'b' | 'both';

export function CompareTable(props: {
  type: RecordType;
  found: Comparison;
  kept: 'a' | 'b';
  onKeep: (side: 'a' | 'b') => void;
  choices: Readonly<Record<string, Choice>>;
  onChoose: (field: string, choice: Choice) => void;
}) {
  const { t, say } = useText();
  const words = useWords();
  const [showSame, setShowSame] = useState(false);
  const { type, found, kept } = props;
  const same = found.fields.filter(({ isSame }) => isSame).length;
  const shown = found.fields.filter(({ isSame }) => showSame || !isSame);
  return (
    <>
      <table className="box-table compare-table">
        <thead>
          <tr>
            <th>{t('duplicates.field')}</th>
            {(['a', 'b'] as const).map((side) => (
              <th key={side} className={side === kept ? 'kept' : ''}>
                <label className="row">
                  <input
                    type="radio"
                    name="kept"
                    checked={side === kept}
                    onChange={() => props.onKeep(side)}
                    aria-label={t(side === 'a' ? 'duplicates.keepLeft' : 'duplicates.keepRight')}
                  />
                  <b>{type.label(found[side])}</b>
                  <span className={`chip ${side === kept ? 'tone-green' : ''}`}>
                    {t(side === kept ? 'duplicates.kept' : 'duplicates.goes')}
                  </span>
                </label>
                <span className="meta">
                  {t('duplicates.references', { count: found.references[side] })}
                </span>
              </th>
            ))}
            <th>{t('duplicates.useBoth')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ field, isSame }) => {
            const spec = type.fields[field];
            const label = say(type.texts.fields[field] ?? { zh: field, en: field });
            const choice = props.choices[field] ?? usualSide(spec, found, field, kept);
            return (
              <tr key={field} className={isSame ? 'same' : ''}>
                <th scope="row">{label}</th>
                {(['a', 'b'] as const).map((side) => (
                  <td key={side} className={choice === side || choice === 'both' ? 'chosen' : ''}>
                    {isSame ? (
                      <Shown
                        type={type}
                        field={field}
                        spec={spec}
                        value={found[side][field]}
                        words={words}
                      />
                    ) : (
                      <label className="row">
                        <input
                          type="radio"
                          name={field}
                          checked={choice === side}
                          onChange={() => props.onChoose(field, side)}
                          aria-label={t(
                            side === 'a' ? 'duplicates.useLeft' : 'duplicates.useRight',
                            {
                              field: label,
                            },
                          )}
                        />
                        <Shown
                          type={type}
                          field={field}
                          spec={spec}
                          value={found[side][field]}
                          words={words}
                        />
                      </label>
                    )}
                  </td>
                ))}
                <td>
                  {!isSame && canHoldBoth(spec) && (
                    <input
                      type="radio"
                      name={field}
                      checked={choice === 'both'}
                      onChange={() => props.onChoose(field, 'both')}
                      aria-label={t('duplicates.useBothOf', { field: label })}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {same > 0 && (
        <p style={{ marginTop: '0.75rem' }}>
          <span className="meta">{t('duplicates.sameFields', { count: same })}　</span>
          {!showSame && (
            <button type="button" className="link" onClick={() => setShowSame(true)}>
              {t('duplicates.showSame')}
            </button>
          )}
        </p>
      )}
    </>
  );
}

function Shown(props: {
  type: RecordType;
  field: string;
  spec: Field | undefined;
  value: unknown;
  words: ValueWords;
}) {
  const { t } = useText();
  const { spec, value, words } = props;
  if (spec?.items !== undefined && Array.isArray(value)) {
    const children = spec.items;
    return (
      <ul className="compare-rows">
        {value.map((row: PlainData) => (
          <li key={String(row['id'])}>
            {Object.entries(children)
              .filter(([key]) => row[key] !== undefined && row[key] !== false)
              .map(([key, child]) =>
                child.privacy === 3 ? t('duplicates.hidden') : valueText(child, row[key], words),
              )
              .join('　')}
          </li>
        ))}
      </ul>
    );
  }
  if (spec?.privacy === 3 && value !== undefined) return <span>{t('duplicates.hidden')}</span>;
  if (spec?.files !== undefined && Array.isArray(value))
    return <span>{t('duplicates.rows', { count: value.length })}</span>;
  return <span>{valueText(spec, value, words)}</span>;
}

/** What the merge does where nobody chooses (shared/duplicates/merge-data.ts), said of left and right. */
function usualSide(
  spec: Field | undefined,
  found: Comparison,
  field: string,
  kept: 'a' | 'b',
): Choice {
  const other = kept === 'a' ? 'b' : 'a';
  if (found[other][field] === undefined) return kept;
  if (found[kept][field] === undefined) return other;
  if (canHoldBoth(spec)) return 'both';
  const isLater = String(found[other][field]) > String(found[kept][field]);
  return spec?.merge === 'max' && isLater ? other : kept;
}
