/** The files of one field, for reading: tiles, and the viewer behind them. */
import { useState } from 'react';
import type { FileRef } from '../../shared/files/file-ref.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { FileTile } from './file-tile.tsx';
import type { NamingRecord } from './use-file.ts';
import { FileViewer } from './file-viewer.tsx';

export function FileGrid(props: {
  files: readonly FileRef[];
  record: NamingRecord;
  label: string;
  /** Removing is offered only in a form. */
  onRemove?: (file: FileRef) => void;
}) {
  const { files, record } = props;
  const [open, setOpen] = useState<number | null>(null);
  const progress = useAsk(
    'files.progress',
    { files: files.map(({ sha256 }) => sha256) },
    { enabled: files.length > 0 },
  ).data;
  if (files.length === 0) return null;
  const { onRemove } = props;
  return (
    <>
      <ul className="file-grid" aria-label={props.label}>
        {files.map((file, index) => (
          <FileTile
            key={file.id}
            file={file}
            record={record}
            progress={progress?.find(({ sha256 }) => sha256 === file.sha256)}
            onOpen={() => setOpen(index)}
            onRemove={onRemove === undefined ? undefined : () => onRemove(file)}
          />
        ))}
      </ul>
      {open !== null && (
        <FileViewer files={files} start={open} record={record} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** The mentions in a field's value, whatever it holds. */
export function filesOf(value: unknown): readonly FileRef[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter(
    (each): each is FileRef => typeof each === 'object' && each !== null && 'sha256' in each,
  );
}
