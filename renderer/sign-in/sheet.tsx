/** The sheet on which one enrols, signs in or unlocks: one form, one filled button, failures in words above it. */
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import type { Failure } from '../../shared/bridge/errors.ts';
import { ReconnectBar } from '../frame/reconnect-bar.tsx';
import { enterToNext } from '../keyboard/enter-next.ts';
import { Icon } from '../parts/icons.tsx';
import { Button, FailureNote } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function Sheet(props: { title: string; note?: string | undefined; children: ReactNode }) {
  const { t } = useText();
  return (
    <div style={{ height: '100%', display: 'flex', flexDirection: 'column' }}>
      <ReconnectBar />
      <main className="sign-in grow">
        <div className="sign-in-sheet">
          <div className="brand">
            <span className="brand-mark" aria-hidden="true">
              {t('frame.mark')}
            </span>
            <span>{t('frame.product')}</span>
          </div>
          <h1 className="pane-title">{props.title}</h1>
          {props.note !== undefined && <p className="soft">{props.note}</p>}
          {props.children}
        </div>
      </main>
    </div>
  );
}

export interface SheetField {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly secret?: boolean;
  /** Word of the button that reads a file into the box; the box is then a long one. */
  readonly file?: string;
  readonly first?: string;
  /** What to say when it is empty; absent: it may be. */
  readonly needed?: string;
  readonly autoComplete: string;
}

/** Asks for a few values; empty ones are named at their field, the core's refusal stands above the button. */
export function SheetForm(props: {
  fields: readonly SheetField[];
  verb: string;
  danger?: boolean;
  onDone: (values: Readonly<Record<string, string>>) => Promise<Failure | null>;
}) {
  const { t } = useText();
  const id = useId();
  const [values, setValues] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries(props.fields.map(({ key, first }) => [key, first ?? ''])),
  );
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  const isMissing = ({ key, needed }: SheetField) =>
    needed !== undefined && (values[key] ?? '').trim() === '';
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (busy || props.fields.some(isMissing)) return;
    setBusy(true);
    setFailure(null);
    const found = await props.onDone(values);
    setBusy(false);
    setFailure(found);
  };
  return (
    <form
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) =>
        isLast(event.target, props.fields, id) ? undefined : enterToNext(event)
      }
      style={{ display: 'grid', gap: '0.625rem' }}
      noValidate
    >
      {props.fields.map((field, index) => {
        const empty = tried && isMissing(field);
        return (
          <div key={field.key} className="field">
            <div className="field-head">
              <label htmlFor={`${id}-${field.key}`}>{field.label}</label>
              {field.hint !== undefined && <span className="hint-text">{field.hint}</span>}
            </div>
            {field.file !== undefined && (
              <FileBox
                id={`${id}-${field.key}`}
                word={field.file}
                value={values[field.key] ?? ''}
                isInvalid={empty}
                onChange={(value) => setValues({ ...values, [field.key]: value })}
              />
            )}
            <input
              hidden={field.file !== undefined}
              id={field.file === undefined ? `${id}-${field.key}` : undefined}
              type={field.secret === true ? 'password' : 'text'}
              className="field-input"
              autoComplete={field.autoComplete}
              autoFocus={index === 0}
              spellCheck={false}
              value={values[field.key] ?? ''}
              aria-invalid={empty}
              aria-describedby={`${id}-${field.key}-problem`}
              onChange={(event) => setValues({ ...values, [field.key]: event.currentTarget.value })}
            />
            <div id={`${id}-${field.key}-problem`}>
              {empty && (
                <p className="field-error">
                  <Icon name="stop" size={15} />
                  <span>{field.needed}</span>
                </p>
              )}
            </div>
          </div>
        );
      })}
      {failure !== null && <FailureNote failure={failure} />}
      <Button type="submit" look={props.danger === true ? 'danger' : 'filled'} busy={busy}>
        {busy ? t('signIn.working') : props.verb}
      </Button>
    </form>
  );
}

/** A long text that came on paper, by mail or as a file. */
function FileBox(props: {
  id: string;
  word: string;
  value: string;
  isInvalid: boolean;
  onChange: (value: string) => void;
}) {
  return (
    <>
      <textarea
        autoComplete="off"
        id={props.id}
        className="field-input carried"
        rows={4}
        spellCheck={false}
        aria-invalid={props.isInvalid}
        value={props.value}
        onChange={(event) => props.onChange(event.currentTarget.value)}
      />
      <label className="button small" style={{ justifySelf: 'start', marginTop: '0.375rem' }}>
        {props.word}
        <input
          type="file"
          accept=".txt,.pem,.crt,text/plain"
          className="hidden-text"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file !== undefined) void file.text().then(props.onChange);
          }}
        />
      </label>
    </>
  );
}

/** Enter in the last field submits, as everywhere. */
function isLast(target: EventTarget, fields: readonly SheetField[], id: string): boolean {
  return target instanceof HTMLElement && target.id === `${id}-${fields.at(-1)?.key}`;
}
