/** U盘交换 in the sync centre: what stands out, and the way to the page. */
import { Link } from '@tanstack/react-router';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSurroundings } from '../bridge/surroundings.tsx';
import { shortMoment } from '../format/moments.ts';
import { Icon } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';

export function ExchangeSummary() {
  const { t } = useText();
  const { now } = useSurroundings();
  const board = useAsk('exchange.board', {}).data;
  if (board === undefined) return null;
  const last = board.entries[0];
  const words =
    board.lastUp > board.confirmedUp
      ? t('exchange.summaryWaiting', { seq: board.lastUp })
      : last === undefined
        ? t('exchange.summaryNever')
        : t('exchange.summaryDone', { time: shortMoment(last.at, now()) });
  return (
    <div className="card row exchange-summary">
      <Icon name="usb" size={19} />
      <div className="grow">
        <b>{t('exchange.summary')}</b>
        <div className="soft">{words}</div>
      </div>
      <Link to="/exchange" className="button small">
        {t('exchange.bringIn')}
      </Link>
      <Link to="/exchange" className="button small">
        {t('exchange.takeOut')}
      </Link>
    </div>
  );
}
