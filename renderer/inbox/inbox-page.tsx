/** 网上诉求: what came in through 网上创梦苑 and 线上E+. */
import { onlineRequest } from '../../shared/records/online_request/index.ts';
import { Board } from '../board/board.tsx';
import { useText } from '../texts/use-text.ts';

export function InboxPage() {
  const { t } = useText();
  return (
    <Board
      spec={{
        type: onlineRequest,
        here: '/inbox',
        title: t('board.inbox'),
        subtitle: t('board.inboxUnder'),
        line: 'title',
        under: ['sender', 'server_no'],
        columns: ['kind', 'channel', 'state_label', 'received_at'],
        facets: ['channel', 'kind', 'state', 'owner'],
        batch: [],
      }}
    />
  );
}
