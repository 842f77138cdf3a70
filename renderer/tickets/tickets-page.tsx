/** 侨企难题: the board of tickets. */
import { ticket } from '../../shared/records/ticket/index.ts';
import { Board } from '../board/board.tsx';
import { useText } from '../texts/use-text.ts';

export function TicketsPage() {
  const { t } = useText();
  return (
    <Board
      spec={{
        type: ticket,
        here: '/tickets',
        title: t('board.tickets'),
        subtitle: t('board.ticketsUnder'),
        line: 'title',
        under: ['enterprise', 'biz_no'],
        columns: ['help_type', 'grade', 'state_label', 'lead_dept'],
        facets: ['help_type', 'grade', 'category', 'state', 'lead_dept'],
        batch: ['urge'],
      }}
    />
  );
}
