/** A signature: drawn on the pad with mouse, finger or pen, or taken from a scan. */
import { Modal } from '@mantine/core';
import { useEffect, useRef, useState, type PointerEvent } from 'react';
import { FileGrid, filesOf } from '../../files/file-grid.tsx';
import { useAdding } from '../../files/use-adding.ts';
import { Button, Note } from '../../parts/parts.tsx';
import { useText } from '../../texts/use-text.ts';
import { useForm, type WidgetProps } from '../form-context.ts';

export function SignatureBox(props: WidgetProps) {
  const { t, fail } = useText();
  const form = useForm();
  const picker = useRef<HTMLInputElement>(null);
  const [signing, setSigning] = useState(false);
  const limits = props.spec.files ?? { max: 1, maxBytes: 1, imagesOnly: true };
  const adding = useAdding(limits, (file) => props.onChange(file));
  const files = filesOf(props.value);
  return (
    <div role="group" aria-label={props.label} aria-describedby={props.describedBy}>
      <FileGrid
        files={files}
        record={form.record}
        label={props.label}
        onRemove={() => props.onChange(undefined)}
      />
      {files.length === 0 && (
        <div className="row wrap">
          <span id={props.id} tabIndex={-1}>
            <Button icon="edit" small onClick={() => setSigning(true)}>
              {t('files.signNew')}
            </Button>
          </span>
          <Button icon="file" small onClick={() => picker.current?.click()}>
            {t('files.signScan')}
          </Button>
          <input
            ref={picker}
            type="file"
            className="hidden-text"
            tabIndex={-1}
            accept="image/jpeg,image/png,image/webp"
            aria-label={t('files.signScan')}
            data-testid={`pick-${props.path}`}
            onChange={(event) => {
              void adding.add([...(event.currentTarget.files ?? [])].slice(0, 1));
              event.currentTarget.value = '';
            }}
          />
        </div>
      )}
      {adding.refused.map(({ name, failure }) => (
        <Note key={name} tone="red">
          {fail(failure)}
        </Note>
      ))}
      {signing && (
        <SignaturePad
          onClose={() => setSigning(false)}
          onUse={(drawing) => {
            setSigning(false);
            void adding.add([
              new File([drawing], `${t('files.signName')}.png`, { type: 'image/png' }),
            ]);
          }}
        />
      )}
    </div>
  );
}

const pad = { width: 720, height: 260 };

function SignaturePad(props: { onUse: (drawing: Blob) => void; onClose: () => void }) {
  const { t } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | null>(null);
  const [isEmpty, setEmpty] = useState(true);
  const clear = () => {
    const pen = canvas.current?.getContext('2d');
    if (pen === null || pen === undefined) return;
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, pad.width, pad.height);
    setEmpty(true);
  };
  useEffect(clear, []);
  const placeOf = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * pad.width,
      y: ((event.clientY - box.top) / box.height) * pad.height,
    };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    const pen = canvas.current?.getContext('2d');
    if (pen === null || pen === undefined || last.current === null) return;
    const next = placeOf(event);
    pen.strokeStyle = '#111';
    pen.lineCap = 'round';
    // A pen that is pressed harder draws wider; a mouse says 0.5 or nothing.
    pen.lineWidth = 2 + 3 * (event.pressure || 0.5);
    pen.beginPath();
    pen.moveTo(last.current.x, last.current.y);
    pen.lineTo(next.x, next.y);
    pen.stroke();
    last.current = next;
    setEmpty(false);
  };
  const use = () =>
    canvas.current?.toBlob((drawing) => drawing !== null && props.onUse(drawing), 'image/png');
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('files.sign')}
      size="50rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <canvas
        ref={canvas}
        className="sign-pad"
        width={pad.width}
        height={pad.height}
        aria-label={t('files.sign')}
        data-testid="sign-pad"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = placeOf(event);
          draw(event);
        }}
        onPointerMove={draw}
        onPointerUp={() => (last.current = null)}
        onPointerCancel={() => (last.current = null)}
      />
      <div className="row wrap" style={{ marginTop: '0.75rem' }}>
        <span className="meta grow">{t('files.signHint')}</span>
        <Button onClick={clear}>{t('files.signClear')}</Button>
        <Button
          look="filled"
          icon="check"
          onClick={use}
          offBecause={isEmpty ? t('files.sign') : null}
        >
          {t('files.signUse')}
        </Button>
      </div>
    </Modal>
  );
}
