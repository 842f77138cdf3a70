/** The same blocks for reading: what is written down, label beside value, nothing for what is not. */
import type { Field } from '../../shared/fields/field.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useWords } from '../format/use-words.ts';
import { valueText } from '../format/values.ts';
import { useText } from '../texts/use-text.ts';

export function ItemCardsRead(props: {
  type: RecordType;
  field: string;
  spec: Field;
  rows: readonly PlainData[];
}) {
  const { say } = useText();
  const words = useWords();
  const { type, field, spec } = props;
  return (
    <div className="item-cards">
      {props.rows.map((row) => {
        const [title, ...facts] = Object.entries(spec.items ?? {}).filter(
          ([key]) => row[key] !== undefined,
        );
        return (
          <div
            key={String(row['id'])}
            className={`item-card reading ${row['until'] === undefined ? '' : 'ended'}`}
          >
            {title !== undefined && <b>{valueText(title[1], row[title[0]], words)}</b>}
            <dl className="fact-line">
              {facts.map(([key, child]) => (
                <div key={key}>
                  <dt>{say(type.texts.items[`${field}.${key}`] ?? { zh: key, en: key })}</dt>
                  <dd>{valueText(child, row[key], words)}</dd>
                </div>
              ))}
            </dl>
          </div>
        );
      })}
    </div>
  );
}
