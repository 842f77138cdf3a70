/** What the district said when it refused the record that is being mended. */
import type { RecordView } from '../../shared/bridge/contract.ts';
import type { Problem } from '../../shared/fields/field.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { rejections, type RejectionCode } from '../../shared/sync/rejections.ts';
import { problemText } from '../../shared/texts/problems.ts';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Refusal = NonNullable<RecordView['refusal']>;

export function RefusalNote({ type, refusal }: { type: RecordType; refusal: Refusal }) {
  const { t } = useText();
  const reasons = useRefusalReasons();
  return (
    <Note tone="red" icon="stop" band role="status">
      <b>{t('sync.rejected')}</b>
      {'　'}
      {reasons(type, refusal).join('　')}
    </Note>
  );
}

/** A refusal in sentences: the problems one by one, or the reason for the whole record. */
export function useRefusalReasons(): (type: RecordType, refusal: Refusal) => readonly string[] {
  const { language, say } = useText();
  return (type, { code, problems }) => {
    if (problems.length > 0)
      return problems.map((problem) => problemText(type, problem as Problem, language));
    // A newer district may know reasons that this version does not.
    const known = Object.hasOwn(rejections, code) ? (code as RejectionCode) : 'malformed';
    return [say(rejections[known])];
  };
}
