/** Earlier imports of this ledger on this computer, each to be taken back. */
import { useState } from 'react';
import type { RecordType } from '../../shared/records/record-type.ts';
import { useAsk, useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { listMoment } from '../format/moments.ts';
import { Awaited, Button, Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function ImportBatches({ type }: { type: RecordType }) {
  const { t, fail } = useText();
  const tell = useTell();
  const forget = useForget();
  const { now } = useSurroundings();
  const query = useAsk('excel.batches', { type: type.name });
  const [told, setTold] = useState<{ text: string; isBad: boolean } | null>(null);
  const undo = async (batch: string) => {
    const answer = await tell('excel.undo', { batch });
    setTold(
      answer.ok
        ? { text: t('excel.undone', answer.value), isBad: false }
        : { text: fail(answer.error), isBad: true },
    );
    forget('excel.batches', 'records.list', 'records.get');
  };
  return (
    <Awaited query={query} bars={1}>
      {(batches) =>
        batches.length === 0 ? null : (
          <section aria-label={t('excel.batches')} style={{ marginTop: '1.25rem' }}>
            <h2 className="block-title">{t('excel.batches')}</h2>
            {told !== null && (
              <Note tone={told.isBad ? 'red' : 'green'} role="status">
                {told.text}
              </Note>
            )}
            <table className="box-table">
              <tbody>
                {batches.map(({ batch, at, created, changed, undone }) => (
                  <tr key={batch}>
                    <td>{listMoment(at, now())}</td>
                    <td>{t('excel.batch', { created, changed })}</td>
                    <td>
                      {undone ? (
                        <span className="meta">{t('excel.wasUndone')}</span>
                      ) : (
                        <Button small onClick={() => void undo(batch)}>
                          {t('excel.undo')}
                        </Button>
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        )
      }
    </Awaited>
  );
}
