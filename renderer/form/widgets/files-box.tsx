/** Files and pictures of a field: chosen, dropped or pasted; removed with a way back. Pictures wait for the consent above them. */
import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent } from 'react';
import type { FileRef } from '../../../shared/files/file-ref.ts';
import { FileGrid, filesOf } from '../../files/file-grid.tsx';
import { useAdding } from '../../files/use-adding.ts';
import { bytesInWords } from '../../format/bytes.ts';
import { Button, Note } from '../../parts/parts.tsx';
import { useText } from '../../texts/use-text.ts';
import { useForm, type WidgetProps } from '../form-context.ts';

export function FilesBox(props: WidgetProps) {
  const { t, fail } = useText();
  const form = useForm();
  const picker = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [gone, setGone] = useState<{ file: FileRef; at: number } | null>(null);
  const limits = props.spec.files ?? { max: 1, maxBytes: 1, imagesOnly: true };
  const files = filesOf(props.value);
  // The value may have changed while a file was being stored.
  const latest = useRef(files);
  useEffect(() => {
    latest.current = files;
  });
  const change = (next: readonly FileRef[]) => {
    latest.current = next;
    props.onChange(next.length === 0 ? undefined : next);
  };
  const adding = useAdding(limits, (file) => {
    if (latest.current.some(({ sha256 }) => sha256 === file.sha256)) return;
    change([...latest.current, file].slice(0, limits.max));
  });
  const needsConsent =
    props.spec.kind === 'photos' &&
    form.type.fields['photoConsent'] !== undefined &&
    form.data['photoConsent'] !== true;
  const blocked = needsConsent
    ? t('files.consentFirst')
    : files.length >= limits.max
      ? t('files.full', { max: limits.max })
      : null;
  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])];
    if (chosen.length > 0 && blocked === null)
      void adding.add(chosen.slice(0, limits.max - files.length));
  };
  const onPaste = (event: ClipboardEvent) => {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const remove = (file: FileRef) => {
    setGone({ file, at: files.indexOf(file) });
    change(files.filter((each) => each !== file));
  };
  const bringBack = () => {
    if (gone === null) return;
    change([...files.slice(0, gone.at), gone.file, ...files.slice(gone.at)]);
    setGone(null);
  };
  return (
    <div
      className={`files-box ${over ? 'over' : ''}`}
      role="group"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      onPaste={onPaste}
      onDrop={onDrop}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(blocked === null);
      }}
      onDragLeave={() => setOver(false)}
    >
      <FileGrid files={files} record={form.record} label={props.label} onRemove={remove} />
      <div className="row wrap">
        <input
          ref={picker}
          type="file"
          className="hidden-text"
          tabIndex={-1}
          multiple={limits.max > 1}
          accept={limits.imagesOnly ? 'image/jpeg,image/png,image/webp' : undefined}
          aria-label={props.label}
          data-testid={`pick-${props.path}`}
          onChange={(event) => {
            take(event.currentTarget.files);
            event.currentTarget.value = '';
          }}
        />
        <span id={props.id} tabIndex={-1}>
          <Button
            icon="add"
            small
            offBecause={blocked}
            busy={adding.current !== null}
            onClick={() => picker.current?.click()}
          >
            {t(limits.imagesOnly ? 'files.addPhotos' : 'files.add')}
          </Button>
        </span>
        <span className="meta grow">
          {blocked ??
            (over
              ? t('files.dropHere')
              : t(limits.imagesOnly ? 'files.hintPhotos' : 'files.hintFiles', {
                  max: limits.max,
                  size: bytesInWords(limits.maxBytes),
                }))}
        </span>
      </div>
      <div aria-live="polite">
        {adding.current !== null && (
          <p className="meta">
            {t('files.taking', {
              name: adding.current.name,
              percent: Math.floor(adding.current.share * 100),
            })}
          </p>
        )}
        {gone !== null && (
          <p className="meta">
            {t('files.removed', { name: gone.file.name })}
            {'　'}
            <button type="button" className="link" onClick={bringBack}>
              {t('files.undo')}
            </button>
          </p>
        )}
        {adding.refused.map(({ name, failure }) => (
          <Note key={name} tone="red">
            {t('files.notTaken', { name })}
            {fail(failure)}
          </Note>
        ))}
      </div>
    </div>
  );
}
