/** 单位表格 of a list: which there are, what each column is, and adding one. */
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Failure } from '../../../shared/bridge/errors.ts';
import type { TemplateCard } from '../../../shared/bridge/templates.ts';
import type { RecordType } from '../../../shared/records/record-type.ts';
import { useAsk, useForget, useTell } from '../../bridge/bridge-context.tsx';
import { useSurroundings } from '../../bridge/surroundings.tsx';
import { listMoment } from '../../format/moments.ts';
import { useHints } from '../../frame/hint-bar.tsx';
import { PageHeader } from '../../frame/page-header.tsx';
import { Awaited, Bars, Button, Empty, FailureNote, Note } from '../../parts/parts.tsx';
import { useText } from '../../texts/use-text.ts';
import { FileDrop } from '../file-drop.tsx';
import { uploadFile } from '../upload-file.ts';
import { TemplateForm, type TemplateSource } from './template-form.tsx';

export function TemplatesPage({ type }: { type: RecordType }) {
  const { t, say } = useText();
  const navigate = useNavigate();
  const tell = useTell();
  const forget = useForget();
  const query = useAsk('templates.list', { type: type.name });
  const [source, setSource] = useState<TemplateSource | null>(null);
  const [busy, setBusy] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  useHints([
    { keys: 'Alt ←', word: t('key.back') },
    { keys: 'Ctrl K', word: t('key.search') },
  ]);

  const look = async (upload: string, fileName: string, sheet: string | null) => {
    const read = await tell('templates.read', { upload, type: type.name, sheet });
    setFailure(read.ok ? null : read.error);
    if (read.ok) setSource({ is: 'new', upload, fileName, read: read.value });
  };
  const take = async (file: File | undefined) => {
    if (file === undefined || busy) return;
    setBusy(true);
    setSaved(false);
    const sent = await uploadFile(tell, file);
    if (sent.ok) await look(sent.value.upload, file.name, null);
    else setFailure(sent.error);
    setBusy(false);
  };
  const done = (saved: boolean) => {
    setSource(null);
    setSaved(saved);
    if (saved) forget('templates.list');
  };
  const drop = async (card: TemplateCard) => {
    const dropped = await tell('templates.drop', { id: card.id });
    setFailure(dropped.ok ? null : dropped.error);
    forget('templates.list');
  };
  return (
    <>
      <PageHeader
        title={t('templates.title', { type: say(type.texts.name) })}
        second={t('templates.second')}
      >
        <Button
          icon="back"
          onClick={() => void navigate({ to: '/list/$type', params: { type: type.name } })}
        >
          {t('templates.toList')}
        </Button>
      </PageHeader>
      <div className="pane-body scroll-body">
        {failure !== null && <FailureNote failure={failure} />}
        {isSaved && (
          <Note tone="green" role="status">
            {t('templates.saved')}
          </Note>
        )}
        {busy && (
          <>
            <p role="status">{t('templates.reading')}</p>
            <Bars count={4} />
          </>
        )}
        {source !== null && (
          <TemplateForm
            key={source.is === 'new' ? `${source.upload}/${source.read.sheet}` : source.card.id}
            type={type}
            source={source}
            onSheet={(sheet) => {
              if (source.is === 'new') void look(source.upload, source.fileName, sheet);
            }}
            onDone={done}
          />
        )}
        {source === null && !busy && (
          <>
            <Awaited query={query} bars={3}>
              {(cards) =>
                cards.length === 0 ? (
                  <Empty>{t('templates.empty')}</Empty>
                ) : (
                  <Cards
                    cards={cards}
                    onEdit={(card) => setSource({ is: 'kept', card })}
                    onDrop={(card) => void drop(card)}
                  />
                )
              }
            </Awaited>
            <h2 className="block-title">{t('templates.add')}</h2>
            <FileDrop onFile={(file) => void take(file)} hint={t('templates.fileHint')} />
          </>
        )}
      </div>
    </>
  );
}

function Cards(props: {
  cards: readonly TemplateCard[];
  onEdit: (card: TemplateCard) => void;
  onDrop: (card: TemplateCard) => void;
}) {
  const { t } = useText();
  const { now } = useSurroundings();
  const [asked, setAsked] = useState<string | null>(null);
  return (
    <table className="box-table">
      <tbody>
        {props.cards.map((card) => {
          const named = card.columns.filter(({ heading }) => heading !== '');
          const mapped = named.filter(({ key }) => key !== null).length;
          const [last] = card.exports;
          return (
            <tr key={card.id}>
              <th scope="row">{card.name}</th>
              <td>{t('templates.facts', { sheet: card.sheet, row: card.headerRow })}</td>
              <td>{t('templates.mapped', { mapped, open: named.length - mapped })}</td>
              <td>
                {last === undefined
                  ? t('templates.never')
                  : t('templates.last', { at: listMoment(last.at, now()), rows: last.rows })}
              </td>
              <td>
                {asked === card.id ? (
                  <span className="row">
                    {t('templates.dropSure', { name: card.name })}
                    <Button small look="danger" onClick={() => props.onDrop(card)}>
                      {t('templates.drop')}
                    </Button>
                    <Button small onClick={() => setAsked(null)}>
                      {t('frame.cancel')}
                    </Button>
                  </span>
                ) : (
                  <span className="row">
                    <Button small onClick={() => props.onEdit(card)}>
                      {t('templates.edit')}
                    </Button>
                    <Button small onClick={() => setAsked(card.id)}>
                      {t('templates.drop')}
                    </Button>
                  </span>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
