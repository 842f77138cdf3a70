/** A record may only name a file that lies on this disk, or that it named before: the file is there first, then its name. */
import type { Problem } from '../../../../shared/fields/field.ts';
import { fileRef, filesNamedIn } from '../../../../shared/files/file-ref.ts';
import type { PlainData } from '../../../../shared/records/envelope.ts';
import type { RecordType } from '../../../../shared/records/record-type.ts';
import type { Store } from '../../storage/index.ts';

export async function missingFiles(
  store: Pick<Store, 'read'>,
  type: RecordType,
  data: PlainData,
  before: PlainData,
): Promise<readonly Problem[]> {
  const known = new Set(filesNamedIn(before).map(({ sha256 }) => sha256));
  const problems: Problem[] = [];
  for (const [field, spec] of Object.entries(type.fields)) {
    if (spec.files === undefined) continue;
    const values: unknown[] = [data[field]].flat();
    for (const value of values) {
      const parsed = fileRef.safeParse(value);
      if (!parsed.success || known.has(parsed.data.sha256)) continue;
      const held = await store.read.get('SELECT 1 FROM file_held WHERE sha256=?', [
        parsed.data.sha256,
      ]);
      if (held === undefined)
        problems.push({
          field,
          code: 'file_missing',
          severity: 'error',
          params: { name: parsed.data.name },
        });
    }
  }
  return problems;
}
