/** The field kinds for files (domain.md type `att`): documents, pictures, a signature. */
import { z } from 'zod';
import { fileRef, imageMimes, sizeLimits, type FileRef } from '../files/file-ref.ts';
import type { Field, PrivacyClass } from './field.ts';

interface FileOptions<R extends boolean> {
  readonly required?: R;
  readonly privacy?: PrivacyClass;
  readonly widget?: string;
}

const isImage = (file: FileRef) => (imageMimes as readonly string[]).includes(file.mime);

/**
 * Documents and pictures of any kept kind. Rows meet by id, so that what two machines add both survives.
 * `large`: up to 50 MB each, for scans and recordings; else 10 MB.
 */
export function files<R extends boolean = false>(
  options: FileOptions<R> & { readonly max?: number; readonly large?: boolean } = {},
): Field<FileRef[], R> {
  const maxBytes = options.large === true ? sizeLimits.most : sizeLimits.usual;
  const max = options.max ?? 10;
  return {
    kind: 'files',
    schema: z.array(fileRef.refine((file) => file.size <= maxBytes)).max(max),
    files: { max, maxBytes, imagesOnly: false },
    column: null,
    required: (options.required ?? false) as R,
    privacy: options.privacy ?? 2,
    merge: 'items',
    widget: options.widget ?? 'files',
  };
}

/** Pictures only; the page has made them small and without the camera's notes (place, time, device). */
export function photos<R extends boolean = false>(
  options: FileOptions<R> & { readonly max?: number } = {},
): Field<FileRef[], R> {
  const max = options.max ?? 9;
  return {
    kind: 'photos',
    schema: z
      .array(fileRef.refine((file) => isImage(file) && file.size <= sizeLimits.usual))
      .max(max),
    files: { max, maxBytes: sizeLimits.usual, imagesOnly: true },
    column: null,
    required: (options.required ?? false) as R,
    privacy: options.privacy ?? 2,
    merge: 'items',
    widget: options.widget ?? 'photos',
  };
}

/** One signature, drawn or scanned. Two that were given on two machines are for a person to choose from. */
export function signature<R extends boolean = false>(
  options: FileOptions<R> = {},
): Field<FileRef, R> {
  return {
    kind: 'signature',
    schema: fileRef.refine((file) => isImage(file) && file.size <= sizeLimits.usual),
    files: { max: 1, maxBytes: sizeLimits.usual, imagesOnly: true },
    column: null,
    required: (options.required ?? false) as R,
    privacy: options.privacy ?? 2,
    merge: 'field',
    widget: options.widget ?? 'signature',
  };
}
