/** While somebody writes: what stands against it in other records (shared/records/beside.ts). Warnings only say so; errors come back at the save as well. */
import { useEffect, useState } from 'react';
import type { Input } from '../../shared/bridge/contract.ts';
import type { Problem } from '../../shared/fields/field.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { problemText } from '../../shared/texts/problems.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Data = Input<'records.check'>['data'];

const pauseMs = 400;

export function BesideNotes(props: {
  type: RecordType;
  id: string | null;
  data: PlainData;
  /** What the form finds by itself is shown at its fields. */
  own: readonly Problem[];
}) {
  const { language } = useText();
  const { type, own } = props;
  const settled = useSettled(props.data);
  const query = useAsk(
    'records.check',
    { type: type.name, id: props.id, data: settled as Data },
    { enabled: type.beside !== undefined },
  );
  const found = (query.data ?? []).filter(
    (problem) => !own.some((each) => each.field === problem.field && each.code === problem.code),
  );
  const warnings = found.filter(({ severity }) => severity === 'warning');
  if (warnings.length === 0) return null;
  return (
    <Note tone="amber" band role="status">
      {warnings.map((problem) => (
        <div key={`${problem.field}/${problem.code}`}>
          {problemText(type, problem as Problem, language)}
        </div>
      ))}
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
