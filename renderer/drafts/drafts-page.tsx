/** Forms that somebody left half-way: listed, continued, or dropped after asking. */
import { Modal } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Draft } from '../../shared/bridge/contract.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Icon, typeIcon } from '../parts/icons.tsx';
import { Awaited, Button, Empty, FailureNote } from '../parts/parts.tsx';
import type { Failure } from '../../shared/bridge/errors.ts';
import { useText } from '../texts/use-text.ts';

export function DraftsPage() {
  const { t, say } = useText();
  const navigate = useNavigate();
  const { now } = useSurroundings();
  const query = useAsk('drafts.list', {});
  const [dropping, setDropping] = useState<Draft | null>(null);
  useHints([{ keys: 'Alt ←', word: t('key.back') }]);

  const go = (draft: Draft) =>
    void navigate({ to: '/form/$type/$draft', params: { type: draft.type, draft: draft.id } });
  return (
    <>
      <PageHeader
        title={t('drafts.title')}
        facts={t('list.total', { count: query.data?.length ?? 0 })}
      />
      <Awaited query={query}>
        {(drafts) =>
          drafts.length === 0 ? (
            <Empty>{t('drafts.empty')}</Empty>
          ) : (
            <div className="pane-body">
              <table className="box-table" style={{ maxWidth: '60rem' }}>
                <tbody>
                  {drafts.map((draft) => {
                    const type = recordType(draft.type);
                    return (
                      <tr key={draft.id}>
                        <td>
                          <span className="row">
                            <Icon name={typeIcon(type?.icon ?? draft.type)} />
                            <button type="button" className="link" onClick={() => go(draft)}>
                              {draft.title === '' ? t('drafts.untitled') : draft.title}
                            </button>
                          </span>
                        </td>
                        <td className="soft">
                          {type === undefined ? draft.type : say(type.texts.name)}
                        </td>
                        <td className="num">{shortMoment(draft.updatedAt, now())}</td>
                        <td style={{ width: '15rem' }}>
                          <span className="row" style={{ justifyContent: 'flex-end' }}>
                            <Button small onClick={() => go(draft)}>
                              {t('drafts.continue')}
                            </Button>
                            <Button small look="danger" onClick={() => setDropping(draft)}>
                              {t('drafts.drop')}
                            </Button>
                          </span>
                        </td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </div>
          )
        }
      </Awaited>
      {dropping !== null && <DropDialog draft={dropping} onClose={() => setDropping(null)} />}
    </>
  );
}

function DropDialog(props: { draft: Draft; onClose: () => void }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  const [failure, setFailure] = useState<Failure | null>(null);
  const drop = async () => {
    const answer = await tell('drafts.drop', { id: props.draft.id });
    if (!answer.ok) return setFailure(answer.error);
    forget('drafts.list', 'drafts.get', 'today.board');
    props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('drafts.drop')}
      size="28rem"
      closeButtonProps={{ 'aria-label': t('frame.close') }}
    >
      <p>
        {t('drafts.dropAsk', {
          title: props.draft.title === '' ? t('drafts.untitled') : props.draft.title,
        })}
      </p>
      {failure !== null && <FailureNote failure={failure} />}
      <div className="dialog-foot" style={{ padding: '0.75rem 0 0', border: 0 }}>
        <Button onClick={props.onClose}>{t('drafts.keep')}</Button>
        <Button look="danger" onClick={() => void drop()}>
          {t('drafts.drop')}
        </Button>
      </div>
    </Modal>
  );
}
