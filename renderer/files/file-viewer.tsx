/** Looks at one file after the other: arrows, + − 0, Esc. Saving a copy outside is noted at the record. */
import { Modal } from '@mantine/core';
import { useState, type KeyboardEvent } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { savedName, type FileRef } from '../../shared/files/file-ref.ts';
import { useBridge, useTell } from '../bridge/bridge-context.tsx';
import { failureFrom } from '../bridge/failure-error.ts';
import { bytesInWords } from '../format/bytes.ts';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { readWhole, useFile, type NamingRecord } from './use-file.ts';

const zooms = [1, 1.5, 2, 3, 4] as const;

export function FileViewer(props: {
  files: readonly FileRef[];
  start: number;
  record: NamingRecord;
  onClose: () => void;
}) {
  const { t, fail } = useText();
  const { files, record } = props;
  const [index, setIndex] = useState(props.start);
  const [zoom, setZoom] = useState(0);
  const file = files[index];
  const isPicture = file?.mime.startsWith('image/') === true;
  const shown = useFile(record, file !== undefined && isPicture ? file : null);
  if (file === undefined) return null;
  const go = (step: number) => {
    setIndex((now) => Math.min(files.length - 1, Math.max(0, now + step)));
    setZoom(0);
  };
  const scale = (step: number) =>
    setZoom((now) => Math.min(zooms.length - 1, Math.max(0, now + step)));
  const onKeyDown = (event: KeyboardEvent) => {
    const act: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => go(-1),
      ArrowRight: () => go(1),
      '+': () => scale(1),
      '=': () => scale(1),
      '-': () => scale(-1),
      '0': () => setZoom(0),
    };
    const chosen = act[event.key];
    if (chosen === undefined || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    chosen();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={
        files.length > 1
          ? `${file.name}　${t('files.of', { now: index + 1, count: files.length })}`
          : file.name
      }
      size="min(92vw, 90rem)"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <div className="file-viewer" onKeyDown={onKeyDown} data-testid="file-viewer">
        <div className="file-stage" tabIndex={0} role="img" aria-label={file.name} data-autofocus>
          {!isPicture ? (
            <p className="soft">{t('files.noPicture')}</p>
          ) : shown.url !== null ? (
            <img
              src={shown.url}
              alt={file.name}
              draggable={false}
              style={
                zoom === 0
                  ? undefined
                  : { maxWidth: 'none', maxHeight: 'none', width: `${(zooms[zoom] ?? 1) * 100}%` }
              }
            />
          ) : shown.failure !== null ? (
            <Note tone="amber" role="status">
              {fail(shown.failure)}
            </Note>
          ) : null}
        </div>
        <div className="row wrap">
          {files.length > 1 && (
            <>
              <Button keyCap="←" onClick={() => go(-1)}>
                {t('files.previous')}
              </Button>
              <Button keyCap="→" onClick={() => go(1)}>
                {t('files.next')}
              </Button>
            </>
          )}
          {isPicture && (
            <>
              <Button keyCap="+" onClick={() => scale(1)}>
                {t('files.larger')}
              </Button>
              <Button keyCap="-" onClick={() => scale(-1)}>
                {t('files.smaller')}
              </Button>
              <Button keyCap="0" onClick={() => setZoom(0)}>
                {t('files.fit')}
              </Button>
            </>
          )}
          {record !== null && <SaveCopy file={file} record={record} />}
          <span className="meta">{bytesInWords(file.size)}</span>
        </div>
      </div>
    </Modal>
  );
}

function SaveCopy(props: {
  file: FileRef;
  record: { readonly type: string; readonly id: string };
}) {
  const { t } = useText();
  const bridge = useBridge();
  const tell = useTell();
  const [failure, setFailure] = useState<Failure | null>(null);
  const save = async () => {
    const { file, record } = props;
    const noted = await tell('files.export', { ...record, file });
    if (!noted.ok) return setFailure(noted.error);
    try {
      const blob = await readWhole(bridge, record, file.sha256, file.mime);
      const url = URL.createObjectURL(blob);
      const link = document.createElement('a');
      link.href = url;
      link.download = savedName(file);
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
      setFailure(null);
    } catch (error) {
      setFailure(failureFrom(error));
    }
  };
  return (
    <>
      <Button icon="save" onClick={() => void save()}>
        {t('files.save')}
      </Button>
      <span className="meta">{t('files.saveNote')}</span>
      {failure !== null && <FailureNote failure={failure} />}
    </>
  );
}
