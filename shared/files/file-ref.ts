/**
 * How a record names a file (domain.md E79). The bytes travel on a lane of their own and lie elsewhere; the record carries what is
 * needed to recognise them: the SHA-256 of the content, which every side checks (docs/decisions, "files").
 */
import { z } from 'zod';

/** What may be kept, with the ending that a saved copy gets: never the one it came with. */
export const fileEndings = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
  'application/ofd': 'ofd',
  'application/msword': 'doc',
  'application/vnd.ms-excel': 'xls',
  'application/vnd.ms-powerpoint': 'ppt',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'xlsx',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'pptx',
  'text/plain': 'txt',
  'audio/mpeg': 'mp3',
  'video/mp4': 'mp4',
} as const;
export type FileMime = keyof typeof fileEndings;
export const fileMimes = Object.keys(fileEndings) as [FileMime, ...FileMime[]];
export const imageMimes = ['image/jpeg', 'image/png', 'image/webp'] as const;

const megabyte = 1024 * 1024;
/** Bytes. Domain.md E79: 10 MB; a field may ask for `most`. */
export const sizeLimits = { usual: 10 * megabyte, most: 50 * megabyte } as const;
/** Longer side of a kept picture, in pixels; and of the small one beside it. */
export const pictureSide = { kept: 2048, small: 256 } as const;
/** A small picture is fetched without being asked for. Bytes. */
export const smallFile = 64 * 1024;
/** Bytes that are stored and sent together. A cut costs at most one of these. */
export const pieceBytes = 256 * 1024;

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);

export const fileRef = z.strictObject({
  /** Names this mention of the file; two mentions of one file are two rows. */
  id: z.string().min(1).max(64),
  sha256: sha256Hex,
  name: z.string().min(1).max(120),
  mime: z.enum(fileMimes),
  size: z.int().min(1).max(sizeLimits.most),
  width: z.int().min(1).max(20_000).optional(),
  height: z.int().min(1).max(20_000).optional(),
  takenOn: z.iso.date().optional(),
  note: z.string().max(200).optional(),
  /** A small picture of it: a file of its own. */
  small: z.strictObject({ sha256: sha256Hex, size: z.int().min(1).max(smallFile) }).optional(),
});
export type FileRef = z.infer<typeof fileRef>;

/** One content that something names, whatever the names are. */
export interface NamedFile {
  readonly sha256: string;
  readonly size: number;
  /** The small picture beside another file. */
  readonly isSmall: boolean;
}

const named = z.object({ sha256: sha256Hex, size: z.int().min(1).max(sizeLimits.most) });

/**
 * Every file that a value names, however deep: each content once. Knows no record type, so that a file named by a newer
 * program's field is not thought to be nobody's. Walks without recursion.
 */
export function filesNamedIn(value: unknown): readonly NamedFile[] {
  const found = new Map<string, NamedFile>();
  const todo: { readonly here: unknown; readonly isSmall: boolean }[] = [
    { here: value, isSmall: false },
  ];
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    const { here, isSmall } = next;
    if (typeof here !== 'object' || here === null) continue;
    if ('sha256' in here) {
      const parsed = named.safeParse(here);
      const before = parsed.success ? found.get(parsed.data.sha256) : undefined;
      if (parsed.success)
        found.set(parsed.data.sha256, {
          ...parsed.data,
          isSmall: isSmall && before?.isSmall !== false,
        });
    }
    for (const [key, child] of Object.entries(here))
      todo.push({ here: child, isSmall: key === 'small' });
  }
  return [...found.values()];
}

/** The name for a copy outside: without what file systems dislike, with the ending that fits its content. */
export function savedName(ref: Pick<FileRef, 'name' | 'mime'>): string {
  const stem = ref.name
    .replace(/\.[A-Za-z0-9]{1,5}$/, '')
    // Control characters, path separators and the wildcards of Windows.
    .replaceAll(/[\p{Cc}\p{Cf}\\/:*?"<>|]/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  return `${stem === '' ? 'file' : stem}.${fileEndings[ref.mime]}`;
}
