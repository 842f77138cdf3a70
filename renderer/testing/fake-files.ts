/** Files without a core: what is handed in is kept in memory and can be read back; nothing of it ever reaches a district. */
import type { Input, Output, ProcedureName } from '../../shared/bridge/contract.ts';

type FileName = Extract<ProcedureName, `files.${string}`>;
type Handlers = { [P in FileName]: (input: Input<P>) => Output<P> | Promise<Output<P>> };

/** A picture of one pixel, for records of the fake office. */
export const onePixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

export function fakeFiles(): Handlers {
  const coming = new Map<string, { size: number; parts: string[] }>();
  const kept = new Map<string, { data: string; size: number }>();
  let count = 0;
  return {
    'files.begin': ({ size }) => {
      count += 1;
      const ticket = `ticket-${count}`;
      coming.set(ticket, { size, parts: [] });
      return { ok: true, value: { ticket } };
    },
    'files.piece': ({ ticket, data }) => {
      coming.get(ticket)?.parts.push(data);
      return { ok: true, value: {} };
    },
    'files.finish': ({ ticket }) => {
      const { size, parts } = coming.get(ticket) ?? { size: 1, parts: [] };
      const sha256 = ticket.replace(/\D/g, '').padStart(64, '0');
      kept.set(sha256, { data: parts.join(''), size });
      return { ok: true, value: { sha256, mime: 'image/jpeg', size } };
    },
    'files.abandon': () => ({ ok: true, value: {} }),
    'files.read': ({ sha256 }) => {
      const found = kept.get(sha256);
      return sha256.startsWith('f')
        ? { ok: false, error: { code: 'E_FILE_ABSENT' } }
        : { ok: true, value: found ?? { data: onePixel, size: 70 } };
    },
    'files.export': () => ({ ok: true, value: {} }),
    'files.progress': ({ files }) => ({
      ok: true,
      value: files.map((sha256) => ({
        sha256,
        state: 'waiting',
        here: true,
        done: 0,
        size: 70,
        failure: null,
      })),
    }),
    'files.board': () => ({ ok: true, value: { lines: [], storedBytes: 0, files: 0 } }),
    'files.retry': () => ({ ok: true, value: {} }),
  };
}
