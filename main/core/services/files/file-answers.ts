/** Answers the page's questions about files: taking in, reading, progress, and what still has to travel. */
import type { FileLine, Input, Output } from '../../../../shared/bridge/contract.ts';
import type { Failure } from '../../../../shared/bridge/errors.ts';
import { filesNamedIn, pieceBytes } from '../../../../shared/files/file-ref.ts';
import { recordType } from '../../../../shared/records/registry.ts';
import { ok } from '../../../../shared/result.ts';
import { findPlain } from '../../documents/stored-documents.ts';
import { fail, type Answer } from '../answer.ts';
import type { OpenProfile } from '../profile/open-profile.ts';
import { readableRecord } from '../records/get-record.ts';
import { maskData } from '../records/mask-fields.ts';
import { mentionOf } from './mentions.ts';

type Read = Extract<Output<'files.read'>, { ok: true }>['value'];
type Board = Extract<Output<'files.board'>, { ok: true }>['value'];

const mostLines = 200;

export function addPiece(profile: OpenProfile, input: Input<'files.piece'>): Answer<object> {
  const bytes = new Uint8Array(Buffer.from(input.data, 'base64'));
  return profile.files.intakes.piece(input.ticket, bytes);
}

/** One stored piece from `offset` to its end. */
export async function readFile(
  profile: OpenProfile,
  input: Input<'files.read'>,
): Promise<Answer<Read>> {
  const { files, book, lane } = profile.files;
  const { sha256, offset } = input;
  if (!(await mayRead(profile, input))) return fail('E_NOT_FOUND');
  const read = files.read(sha256, Math.floor(offset / pieceBytes));
  if (read.ok) {
    const bytes = read.bytes.subarray(offset % pieceBytes);
    return ok({ data: Buffer.from(bytes).toString('base64'), size: read.size });
  }
  const state = await book.stateOf(sha256);
  // The only copy stays where it is; what the district has can be had again.
  if (read.why === 'damaged' && state !== 'sent') return fail('E_FILE_DAMAGED');
  if (read.why === 'damaged') files.setAside(sha256);
  if (state !== null) await book.forget(sha256);
  lane.want(sha256);
  const [progress] = await lane.progressOf([sha256]);
  return { ok: false, error: (progress?.failure as Failure | null) ?? { code: 'E_FILE_ABSENT' } };
}

/** The record names it where this person may see it, or it stands in a form of theirs. */
async function mayRead(
  profile: OpenProfile,
  { record, sha256 }: Input<'files.read'>,
): Promise<boolean> {
  if (record !== null) {
    const found = await readableRecord(profile.context, record);
    if (found.ok) {
      const { type, record: envelope } = found.value;
      const shown = maskData(type.fields, envelope.data).data;
      if (filesNamedIn(shown).some((file) => file.sha256 === sha256)) return true;
    }
  }
  const { intakes, book } = profile.files;
  return intakes.isOurs(sha256) || (await book.isNamedLocally(sha256));
}

/** Whoever takes a copy out of the program leaves a trace at the record. */
export async function noteExport(
  profile: OpenProfile,
  input: Input<'files.export'>,
): Promise<Answer<object>> {
  const found = await readableRecord(profile.context, input);
  if (!found.ok) return found;
  const { sha256, name } = input.file;
  const record = { type: input.type, id: input.id };
  if (!(await mayRead(profile, { record, sha256, offset: 0 }))) return fail('E_NOT_FOUND');
  return profile.context.work.run<object, Failure>(async (work) => {
    work.addEvent('export', found.value.record, { what: 'file', name });
    return ok({});
  });
}

export async function fileBoard(profile: OpenProfile): Promise<Answer<Board>> {
  const { book, lane, files } = profile.files;
  const waiting = await book.waiting({ ready: false, limit: mostLines });
  const [progress, records] = await Promise.all([
    lane.progressOf(waiting.map(({ sha256 }) => sha256)),
    findPlain(profile.context.store, 'records', [...new Set(waiting.map(({ record }) => record))]),
  ]);
  const lines = waiting.flatMap((use, index): FileLine[] => {
    const record = records.find((each) => each.id === use.record);
    const how = progress[index];
    if (record === undefined || how === undefined) return [];
    const mention = mentionOf(record.data, use.sha256);
    // The small picture goes with the large one; alone it would only puzzle.
    const isBeside = waiting.some(
      ({ sha256 }) => mention?.isSmall === true && sha256 === mention.of,
    );
    if (isBeside) return [];
    return [
      {
        ...how,
        name: mention?.name ?? '',
        type: record.type,
        recordId: record.id,
        label: recordType(record.type)?.label(record.data) ?? '',
      },
    ];
  });
  const usage = files.usage();
  return ok({
    lines: lines.toSorted((a, b) => Number(b.state === 'failed') - Number(a.state === 'failed')),
    storedBytes: usage.bytes,
    files: usage.files,
  });
}
