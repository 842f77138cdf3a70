/** While somebody writes: records that may be the same, with why. Never in the way of a save; the person decides. */
import { useEffect, useState } from 'react';
import { Link } from '@tanstack/react-router';
import type { Input } from '../../shared/bridge/contract.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Data = Input<'duplicates.hint'>['data'];

/** After the last key; the index answers at once, but half a name finds half the street. */
const pauseMs = 400;

export function DuplicateHints(props: { type: RecordType; id: string | null; data: PlainData }) {
  const { t, language } = useText();
  const settled = useSettled(props.data);
  const query = useAsk(
    'duplicates.hint',
    { type: props.type.name, id: props.id, data: settled as Data },
    { enabled: props.type.duplicates !== undefined },
  );
  const hints = query.data ?? [];
  if (hints.length === 0) return null;
  const sure = hints.some(({ level }) => level !== 'weak');
  return (
    <Note tone={sure ? 'amber' : 'plain'} icon="duplicate" band role="status">
      <b>{t('duplicates.hintTitle')}</b>
      <ul className="hint-list">
        {hints.map((hint) => (
          <li key={hint.id}>
            <Link
              to="/record/$type/$id"
              params={{ type: hint.type, id: hint.id }}
              title={t('duplicates.hintOpen')}
            >
              {hint.label}
            </Link>
            <span className="meta">
              {hint.place}　{labelOf('duplicate_level', hint.level, language)}：
              {hint.rules.map((rule) => labelOf('duplicate_rule', rule, language)).join('；')}
            </span>
          </li>
        ))}
      </ul>
    </Note>
  );
}

function useSettled(data: PlainData): PlainData {
  const [settled, setSettled] = useState(data);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(data), pauseMs);
    return () => clearTimeout(timer);
  }, [data]);
  return settled;
}
