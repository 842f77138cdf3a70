/** This computer's own exchange: take out, bring back, the LAN folder. */
import type { ExchangeBoard, ExchangeTaken } from '../../shared/bridge/contract.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { Note } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { ExportPart } from './export-part.tsx';
import { FolderPart } from './folder-part.tsx';
import { ImportPart } from './import-part.tsx';

export function HomePart({ board }: { board: ExchangeBoard }) {
  const { t } = useText();
  const tell = useTell();
  const forget = useForget();
  return (
    <div className="pane-body">
      <ExportPart board={board} />
      <ImportPart<ExchangeTaken>
        id="in"
        title={t('exchange.in')}
        note={t('exchange.inNote')}
        verb={t('exchange.take')}
        look={(text) => tell('exchange.look', { text })}
        take={(input) => tell('exchange.take', input)}
        onTaken={() => forget('exchange.board', 'sync.board', 'sync.state')}
      >
        {(taken) => <Taken taken={taken} />}
      </ImportPart>
      <FolderPart board={board} />
    </div>
  );
}

function Taken({ taken }: { taken: ExchangeTaken }) {
  const { t } = useText();
  const allWell = taken.equal === true && taken.pending === 0;
  return (
    <Note tone={allWell ? 'green' : 'amber'} role="status">
      {t('exchange.taken', { rows: taken.rows, pending: taken.pending })}
      {taken.equal === true && t('exchange.takenEqual')}
      {taken.more && t('exchange.takenMore')}
      {taken.behind && t('exchange.takenBehind')}
      {taken.equal === false && !taken.more && taken.pending === 0 && t('exchange.takenNotEqual')}
    </Note>
  );
}
