/** One file as a tile: its small picture or its kind, its name, and how far its journey is. */
import type { FileProgress } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { fileEndings, type FileRef } from '../../shared/files/file-ref.ts';
import { bytesInWords } from '../format/bytes.ts';
import { Icon } from '../parts/icons.tsx';
import { IconButton } from '../parts/parts.tsx';
import { useText, type Speaker } from '../texts/use-text.ts';
import { useFile, type NamingRecord } from './use-file.ts';

export function FileTile(props: {
  file: FileRef;
  record: NamingRecord;
  progress?: FileProgress | undefined;
  onOpen: () => void;
  onRemove?: (() => void) | undefined;
}) {
  const text = useText();
  const { t } = text;
  const { file, progress } = props;
  const shown = useFile(props.record, smallOf(file));
  return (
    <li className="file-tile" data-testid="file-tile" data-state={progress?.state}>
      <button
        type="button"
        className="file-face"
        onClick={props.onOpen}
        aria-label={t('files.view', { name: file.name })}
        title={file.name}
      >
        {shown.url === null ? (
          <span className="file-kind">
            <Icon name="file" size={19} />
            {fileEndings[file.mime].toUpperCase()}
          </span>
        ) : (
          <img src={shown.url} alt="" draggable={false} />
        )}
      </button>
      <span className="file-name clip">{file.name}</span>
      <span className={`file-state ${progress?.state === 'failed' ? 'tone-red' : ''}`}>
        {progress === undefined ? bytesInWords(file.size) : progressWords(progress, text)}
      </span>
      {props.onRemove !== undefined && (
        <span className="file-remove">
          <IconButton
            name="close"
            label={t('files.remove', { name: file.name })}
            onClick={props.onRemove}
          />
        </span>
      )}
    </li>
  );
}

/** The small picture, or the picture itself where it has none; null for other kinds. */
function smallOf(file: FileRef): Pick<FileRef, 'sha256' | 'mime'> | null {
  if (file.small !== undefined) return { sha256: file.small.sha256, mime: 'image/jpeg' };
  return file.mime.startsWith('image/') ? file : null;
}

/** 待传 · 传输中 42% · 已传 · 待下载 · 下载中 · 出错 and why. */
export function progressWords(progress: FileProgress, { t, fail }: Speaker): string {
  const percent = Math.floor((progress.done / Math.max(1, progress.size)) * 100);
  if (progress.state === 'failed' && progress.failure !== null)
    return `${t('files.failed')}：${fail(progress.failure as Failure)}`;
  return t(`files.${progress.state}`, { percent });
}
