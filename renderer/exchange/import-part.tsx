/** 带回 and 街道来包: choose a file, look into it, decide. Nothing is taken before somebody says so. */
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { BundlePreview } from '../../shared/exchange/desk-protocol.ts';
import { fileEnding, limits } from '../../shared/exchange/format.ts';
import { refusals, type Refusal } from '../../shared/exchange/refusals.ts';
import type { Answer } from '../bridge/bridge-context.tsx';
import { Button, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { MediumFields, type Medium } from './medium-fields.tsx';
import { PreviewCard } from './preview-card.tsx';

type OrRefusal<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

interface Looked {
  readonly text: string;
  readonly preview: BundlePreview;
}

export function ImportPart<T>(props: {
  id: string;
  title: string;
  note: string;
  verb: string;
  look: (text: string) => Promise<Answer<OrRefusal<BundlePreview>>>;
  take: (input: Medium & { readonly text: string }) => Promise<Answer<OrRefusal<T>>>;
  onTaken: () => void;
  children: (taken: T) => ReactNode;
}) {
  const { t, say } = useText();
  const chooser = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const card = useRef<HTMLDivElement>(null);
  // The decision stands at the card's end, which may be below the window's.
  useEffect(() => {
    if (looked !== null) card.current?.scrollIntoView({ block: 'end' });
  }, [looked]);
  const [taken, setTaken] = useState<T | null>(null);
  const [medium, setMedium] = useState<Medium>({ mediaNo: '', virusChecked: false });

  /** Runs one of the two questions; its answer, or null when it was not to be had. */
  const ask = async <V,>(question: () => Promise<Answer<OrRefusal<V>>>): Promise<V | null> => {
    setBusy(true);
    setTaken(null);
    const answer = await question();
    setBusy(false);
    setFailure(answer.ok ? null : answer.error);
    setRefused(answer.ok && !answer.value.ok ? answer.value.refusal : null);
    return answer.ok && answer.value.ok ? answer.value.value : null;
  };
  const choose = async (file: File | undefined) => {
    setLooked(null);
    if (file === undefined) return;
    if (file.size > limits.fileChars) {
      setTaken(null);
      return setRefused({ code: 'too_large' });
    }
    const text = await file.text();
    const preview = await ask(() => props.look(text));
    if (preview === null) return;
    setLooked({ text, preview });
    setMedium({ mediaNo: preview.mediaNo, virusChecked: false });
  };
  const take = async ({ text }: Looked) => {
    const value = await ask(() => props.take({ ...medium, text }));
    if (value === null) return;
    setLooked(null);
    setTaken(value);
    props.onTaken();
  };
  return (
    <section aria-label={props.title} className="exchange-section">
      <h2 className="row" style={{ marginBottom: '0.5rem' }}>
        <span className="pane-title">{props.title}</span>
        <span className="meta">{props.note}</span>
      </h2>
      <input
        ref={chooser}
        type="file"
        className="hidden-text"
        tabIndex={-1}
        aria-label={t('exchange.choose')}
        accept={fileEnding}
        onChange={(event) => {
          void choose(event.currentTarget.files?.[0]);
          // The same file may be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <Button icon="file" busy={busy} onClick={() => chooser.current?.click()}>
        {t(busy ? 'exchange.reading' : 'exchange.choose')}
      </Button>
      {failure !== null && <FailureNote failure={failure} />}
      {refused !== null && (
        <Note tone="red" role="alert">
          {say(refusals[refused.code], refused.params)}
        </Note>
      )}
      {looked !== null && (
        <div
          ref={card}
          className="card exchange-preview"
          role="group"
          aria-label={t('exchange.preview')}
        >
          <PreviewCard preview={looked.preview} />
          <MediumFields id={props.id} value={medium} isMissing={false} onChange={setMedium} />
          <div className="row" style={{ marginTop: '0.625rem' }}>
            <Button look="filled" busy={busy} onClick={() => void take(looked)}>
              {props.verb}
            </Button>
            <Button onClick={() => setLooked(null)}>{t('exchange.refuse')}</Button>
          </div>
        </div>
      )}
      {taken !== null && props.children(taken)}
    </section>
  );
}
