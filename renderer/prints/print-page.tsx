/** 打印预览: the chosen records on the chosen sheet as the printer will draw them, what for, and the button that prints. */
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { Input } from '../../shared/bridge/contract.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import { dictionaries } from '../../shared/dictionaries/dictionary.ts';
import { findSheet, sheetsOf } from '../../shared/prints/sheets-of.ts';
import type { Sheet } from '../../shared/prints/sheet.ts';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useForget, useTell, type Value } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { isTyping, useKeys } from '../keyboard/use-keys.ts';
import { Bars, Button, Empty, FailureNote, Note } from '../parts/parts.tsx';
import { AskDialog } from '../record/ask-dialog.tsx';
import { useText } from '../texts/use-text.ts';
import { pageCount, Pages, useLayout } from './papers.tsx';
import { PrintStack, UnnotedNotice, usePrinting } from './print-stack.tsx';

type Composed = Value<'prints.compose'>;

export function PrintPage(props: { type: RecordType; sheetKey: string; pickName: string }) {
  const { t } = useText();
  const navigate = useNavigate();
  const { picks } = useSurroundings();
  const sheet = findSheet(props.type, props.sheetKey);
  const pick = useMemo(
    () =>
      props.pickName.startsWith('list-')
        ? picks.get(props.pickName)
        : { by: 'ids' as const, ids: [props.pickName] },
    [picks, props.pickName],
  );
  if (sheet === undefined)
    return (
      <div className="pane-body">
        <FailureNote failure={{ code: 'E_UNKNOWN_SHEET' }} />
      </div>
    );
  if (pick === undefined)
    return (
      <Empty
        action={
          <Button
            onClick={() => void navigate({ to: '/list/$type', params: { type: props.type.name } })}
          >
            {t('prints.back')}
          </Button>
        }
      >
        {t('prints.lost')}
      </Empty>
    );
  return <Preview type={props.type} sheet={sheet} pick={pick} pickName={props.pickName} />;
}

interface PreviewProps {
  readonly type: RecordType;
  readonly sheet: Sheet;
  readonly pick: Input<'prints.compose'>['pick'];
  readonly pickName: string;
}

function Preview({ type, sheet, pick, pickName }: PreviewProps) {
  const { t, say, fail, language } = useText();
  const navigate = useNavigate();
  const router = useRouter();
  const tell = useTell();
  const forget = useForget();
  const { savePdf } = useSurroundings();
  const [composed, setComposed] = useState<Composed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isFull, setFull] = useState(false);
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState(sheet.purpose);
  const [told, setTold] = useState<string | null>(null);

  const compose = async (full: { reason: string } | null): Promise<Failure | null> => {
    const answer = await tell('prints.compose', { type: type.name, sheet: sheet.key, pick, full });
    if (!answer.ok) return answer.error;
    if (full !== null) forget('records.timeline');
    setComposed(answer.value);
    setFull(full !== null);
    setFailure(null);
    return null;
  };
  useEffect(() => {
    let isHere = true;
    void tell('prints.compose', { type: type.name, sheet: sheet.key, pick, full: null }).then(
      (answer) => {
        if (!isHere) return;
        if (answer.ok) setComposed(answer.value);
        else setFailure(answer.error);
      },
    );
    return () => {
      isHere = false;
    };
  }, [tell, type.name, sheet.key, pick]);

  const papers = useMemo(() => composed?.papers ?? [], [composed]);
  const { measuring, laidOut } = useLayout(papers);
  const printing = usePrinting();
  const isReady = composed !== null && laidOut !== null;

  const go = async (way: 'paper' | 'pdf') => {
    if (!isReady || printing.isArmed) return;
    setTold(null);
    const noted = await tell('prints.note', {
      type: type.name,
      sheet: sheet.key,
      ids: [...composed.ids],
      purpose,
      way,
      full: isFull,
    });
    if (!noted.ok) return setFailure(noted.error);
    forget('records.timeline');
    setFailure(null);
    const name = fileNameOf(sheet, composed);
    if (way === 'paper' || savePdf === null) {
      printing.print(name);
      return setTold(t('prints.printed', { count: composed.ids.length }));
    }
    const outcome = await printing.save(name, savePdf);
    return setTold(
      t(
        outcome === 'saved'
          ? 'prints.pdfSaved'
          : outcome === 'cancelled'
            ? 'prints.pdfCancelled'
            : 'prints.pdfFailed',
      ),
    );
  };
  const back = () => router.history.back();
  useKeys({
    'Ctrl+P': () => void go('paper'),
    Escape: (event) => (isTyping(event) ? false : back()),
  });
  useHints([
    { keys: 'Ctrl P', word: t('prints.print') },
    { keys: 'Esc', word: t('key.back') },
  ]);
  const count = composed?.ids.length ?? 0;
  const facts = { papers: count, lines: count, pages: laidOut === null ? 0 : pageCount(laidOut) };
  const isList = pickName.startsWith('list-');
  const others = sheetsOf(type).filter(
    (each) => isList || each.states === undefined || each.key === sheet.key,
  );
  return (
    <>
      <PageHeader
        title={say(sheet.title)}
        facts={isReady ? t(sheet.many ? 'prints.factsList' : 'prints.facts', facts) : undefined}
        second={`${t('prints.preview')}　${sheet.form} ${sheet.version}`}
      >
        <Button icon="back" onClick={back}>
          {t('prints.back')}
        </Button>
        {savePdf !== null && (
          <Button icon="save" onClick={() => void go('pdf')}>
            {t('prints.savePdf')}
          </Button>
        )}
        <Button look="filled" icon="print" keyCap="Ctrl P" onClick={() => void go('paper')}>
          {t('prints.print')}
        </Button>
      </PageHeader>
      <div className="paper-tools">
        {others.length > 1 && (
          <label>
            {t('prints.sheet')}
            <select
              className="field-input"
              value={sheet.key}
              onChange={(event) =>
                void navigate({
                  to: '/print/$type/$sheet/$pick',
                  params: { type: type.name, sheet: event.currentTarget.value, pick: pickName },
                  replace: true,
                })
              }
            >
              {others.map((each) => (
                <option key={each.key} value={each.key}>
                  {say(each.title)}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t('prints.purpose')}
          <select
            className="field-input"
            value={purpose}
            onChange={(event) => setPurpose(event.currentTarget.value)}
          >
            {Object.entries(dictionaries['print_purpose'] ?? {}).map(([key, word]) => (
              <option key={key} value={key}>
                {word[language]}
              </option>
            ))}
          </select>
        </label>
        {composed?.mayBeFull === true && (
          <label>
            <input
              type="checkbox"
              className="tick"
              checked={isFull}
              onChange={() => (isFull ? void compose(null) : setAsking(true))}
            />
            {t('prints.full')}
          </label>
        )}
        <span className="meta">
          {sheet.isPublic ? t('prints.publicSheet') : t(isFull ? 'prints.isFull' : 'prints.masked')}
          {savePdf === null && ` ${t('prints.pdfHint')}`}
        </span>
      </div>
      {failure !== null && <FailureNote failure={failure} band />}
      {(composed?.left ?? 0) > 0 && (
        <Note tone="amber" band>
          {t('prints.left', { count: composed?.left ?? 0 })}
        </Note>
      )}
      {told !== null && (
        <Note tone="green" band role="status">
          {told}
        </Note>
      )}
      <div className="paper-desk" tabIndex={0} role="region" aria-label={t('prints.preview')}>
        {laidOut !== null && <Pages papers={laidOut} />}
        {composed === null && failure === null && <Bars count={8} />}
        {measuring}
      </div>
      <UnnotedNotice />
      {printing.isArmed && laidOut !== null && <PrintStack papers={laidOut} />}
      {asking && (
        <AskDialog
          title={t('prints.fullTitle')}
          label={t('prints.fullReason')}
          hint={t('prints.fullHint')}
          needed={t('prints.fullNeeded')}
          verb={t('prints.fullVerb')}
          onDone={async (reason) => {
            const found = await compose({ reason });
            return found === null ? null : fail(found);
          }}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}

/** The sheet's name and a number, never a person's name (domain.md §6, §2.6). */
function fileNameOf(sheet: Sheet, composed: Composed): string {
  const [paper] = composed.papers;
  const number =
    paper === undefined || paper.number === '' || composed.papers.length > 1
      ? `${composed.ids.length}${sheet.many ? '行' : '份'}`
      : paper.number;
  return `${sheet.title.zh}_${number}_${(paper?.printedAt ?? '').slice(0, 10)}`;
}
