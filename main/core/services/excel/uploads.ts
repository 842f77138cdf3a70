/** Files on their way in: pieces in order, in memory only, for as long as the import takes. */
import { excelPieceBytes } from '../../../../shared/bridge/excel.ts';
import { ok } from '../../../../shared/result.ts';
import { fail, type Answer } from '../answer.ts';
import type { Judged } from './importing/judge-file.ts';
import { limits } from './reading/grid.ts';

export interface Upload {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  received: number;
  /** What the last preview found; applied as it stands. */
  judged: Judged | null;
}

export interface Uploads {
  begin(fileName: string, size: number): Answer<{ upload: string }>;
  piece(upload: string, bytes: Uint8Array): Answer<Record<string, never>>;
  /** A whole one. */
  find(upload: string): Answer<Upload>;
}

const mostAtOnce = 2;

export function createUploads(newId: () => string): Uploads {
  const open = new Map<string, Upload>();
  return {
    begin(fileName, size) {
      if (size > limits.bytes) return fail('E_TABLE_LARGE');
      if (open.size >= mostAtOnce) open.delete([...open.keys()][0] ?? '');
      const upload = newId();
      open.set(upload, { fileName, bytes: new Uint8Array(size), received: 0, judged: null });
      return ok({ upload });
    },
    piece(id, bytes) {
      const upload = open.get(id);
      const expected =
        upload === undefined ? 0 : Math.min(excelPieceBytes, upload.bytes.length - upload.received);
      if (upload === undefined || bytes.length !== expected) return fail('E_FILE_CUT');
      upload.bytes.set(bytes, upload.received);
      upload.received += bytes.length;
      return ok({});
    },
    find(id) {
      const upload = open.get(id);
      return upload === undefined || upload.received !== upload.bytes.length
        ? fail('E_JOB_GONE')
        : ok(upload);
    },
  };
}
