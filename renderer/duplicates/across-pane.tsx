/** 跨街道重复 for the district's desk: the pairs that the district found, and what is done about each. */
import { Modal } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { isDistrictActor } from '../../shared/access/actor.ts';
import type { Failure } from '../../shared/bridge/errors.ts';
import type { AcrossPair } from '../../shared/sync/across-protocol.ts';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { listMoment } from '../format/moments.ts';
import { Awaited, Button, Empty, FailureNote, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Act = 'ask' | 'apart';

/** A hint for what is drawn; core and district decide again. */
export function useSeesAcross(): boolean {
  const { actor } = useSession();
  if (actor === null || !isDistrictActor(actor)) return false;
  return actor.roles.includes('D') || actor.roles.includes('B');
}

export function AcrossPane() {
  const { t } = useText();
  const { actor } = useSession();
  const query = useAsk('duplicates.across', {});
  const [chosen, setChosen] = useState<{ pair: AcrossPair; act: Act } | null>(null);
  const mayAct =  actor?.roles.includes('D');
  return (
    <>
      <p className="soft">{t('across.note')}</p>
      {query.isError && <Note tone="amber">{t('across.offline')}</Note>}
      <Awaited query={query}>
        {({ pairs, isCut }) =>
          pairs.length === 0 ? (
            <Empty>{t('across.empty')}</Empty>
          ) : (
            <>
              {isCut && <Note tone="plain">{t('across.cut', { count: pairs.length })}</Note>}
              <PairTable
                pairs={pairs}
                mayAct={mayAct}
                onAct={(pair, act) => setChosen({ pair, act })}
              />
              <p className="meta">{t('across.move')}</p>
            </>
          )
        }
      </Awaited>
      {chosen !== null && <ActDialog {...chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

function PairTable(props: {
  pairs: readonly AcrossPair[];
  mayAct: boolean;
  onAct: (pair: AcrossPair, act: Act) => void;
}) {
  const { t, language } = useText();
  const { now } = useSurroundings();
  return (
    <table className="box-table pair-table">
      <thead>
        <tr>
          <th>{t('across.both')}</th>
          <th>{t('duplicates.why')}</th>
          <th>{t('across.state')}</th>
          {props.mayAct && <th aria-label={t('across.confirm')} />}
        </tr>
      </thead>
      <tbody>
        {props.pairs.map((pair) => (
          <tr key={`${pair.a.id}/${pair.b.id}`}>
            <td>
              {[pair.a, pair.b].map((side) => (
                <div key={side.id} className="pair-side">
                  <Link to="/record/$type/$id" params={{ type: pair.type, id: side.id }}>
                    {side.label}
                  </Link>
                  <span className="meta">
                    {[
                      side.unitName,
                      side.birth,
                      side.verifiedOn === ''
                        ? ''
                        : t('duplicates.verified', { date: side.verifiedOn }),
                    ]
                      .filter(Boolean)
                      .join('　')}
                  </span>
                </div>
              ))}
            </td>
            <td className="soft">{labelOf('duplicate_rule', pair.rule, language)}</td>
            <td>
              <span className={`chip ${pair.state === 'open' ? 'tone-amber' : ''}`}>
                {t(`across.${pair.state}`)}
              </span>
              {pair.state !== 'open' && (
                <div className="meta">
                  {t('across.by', { by: pair.by, at: listMoment(pair.at, now()) })}
                  {pair.note !== '' && `　${pair.note}`}
                </div>
              )}
            </td>
            {props.mayAct && (
              <td className="nowrap">
                <span className="row">
                  {pair.state !== 'asked' && (
                    <Button small onClick={() => props.onAct(pair, 'ask')}>
                      {t('across.ask')}
                    </Button>
                  )}
                  {pair.state !== 'apart' && (
                    <Button small onClick={() => props.onAct(pair, 'apart')}>
                      {t('across.setApart')}
                    </Button>
                  )}
                </span>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ActDialog({ pair, act, onClose }: { pair: AcrossPair; act: Act; onClose: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const [note, setNote] = useState('');
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async () => {
    setBusy(true);
    const done = await tell('duplicates.decideAcross', {
      a: pair.a.id,
      b: pair.b.id,
      act,
      note,
    });
    setBusy(false);
    if (!done.ok) return setFailure(done.error);
    forget('duplicates.across');
    onClose();
  };
  const title = t(act === 'ask' ? 'across.ask' : 'across.setApart');
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size="34rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <p>
        {pair.a.label}（{pair.a.unitName}）— {pair.b.label}（{pair.b.unitName}）
      </p>
      <p className="soft">{t(act === 'ask' ? 'across.askNote' : 'across.apartNote')}</p>
      <label className="excel-field">
        {t('across.reason')}
        <input
          className="field-input"
          autoComplete="off"
          maxLength={200}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
      </label>
      {failure !== null && <FailureNote failure={failure} />}
      <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
        <Button onClick={onClose}>{t('frame.cancel')}</Button>
        <Button
          look="filled"
          busy={busy}
          offBecause={act === 'apart' && note.trim() === '' ? t('across.apartNote') : null}
          onClick={() => void run()}
        >
          {title}
        </Button>
      </div>
    </Modal>
  );
}
