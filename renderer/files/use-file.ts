/** The content of a file for showing, as an address that only this page knows; nothing is written anywhere. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Bridge } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { FileRef } from '../../shared/files/file-ref.ts';
import { useBridge } from '../bridge/bridge-context.tsx';
import { FailureError, failureFrom } from '../bridge/failure-error.ts';

export type NamingRecord = { readonly type: string; readonly id: string } | null;

export interface ShownFile {
  /** Null until it is here. */
  readonly url: string | null;
  readonly failure: Failure | null;
}

/** `record` null: the file stands in a form only. A file that is not here yet is fetched, and shown when it has come. */
export function useFile(
  record: NamingRecord,
  file: Pick<FileRef, 'sha256' | 'mime'> | null,
): ShownFile {
  const bridge = useBridge();
  const query = useQuery({
    queryKey: ['files.read', file?.sha256 ?? '', record?.id ?? ''],
    enabled: file !== null,
    queryFn: async () => (file === null ? null : readWhole(bridge, record, file.sha256, file.mime)),
    retry: false,
    gcTime: 60_000,
  });
  const blob = query.data ?? null;
  const url = useMemo(() => (blob === null ? null : URL.createObjectURL(blob)), [blob]);
  useEffect(
    () => () => {
      if (url !== null) URL.revokeObjectURL(url);
    },
    [url],
  );
  return { url, failure: query.error === null ? null : failureFrom(query.error) };
}

export async function readWhole(
  bridge: Bridge,
  record: NamingRecord,
  sha256: string,
  mime: string,
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (let offset = 0; ;) {
    const answer = await bridge.call('files.read', { record, sha256, offset });
    if (!answer.ok) throw new FailureError(answer.error as Failure);
    const part = Uint8Array.from(atob(answer.value.data), (letter) => letter.charCodeAt(0));
    parts.push(part);
    offset += part.length;
    if (offset >= answer.value.size || part.length === 0) return new Blob(parts, { type: mime });
  }
}
