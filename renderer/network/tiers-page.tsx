/** 三级组织网 (S45, S91): where an organisation is missing is seen at a glance, by word and not by colour alone. */
import { Link } from '@tanstack/react-router';
import { isCovered, threeTiers } from '../../shared/network/tiers.ts';
import { useAsk, type Value } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { TypeTabs } from '../list/type-tabs.tsx';
import { Icon } from '../parts/icons.tsx';
import { Awaited } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Board = Value<'network.tiers'>;
const columns = [...threeTiers, 'x'] as const;

export function TiersPage() {
  const { t } = useText();
  const query = useAsk('network.tiers', {});
  const board = query.data;
  useHints([{ keys: 'Ctrl K', word: t('key.search') }]);
  return (
    <>
      <PageHeader title={t('network.tiers')} facts={board === undefined ? '' : factsOf(board, t)}>
        <Link to="/list/$type" params={{ type: 'org' }}>
          {t('network.openList')}
        </Link>
      </PageHeader>
      <TypeTabs here="/tiers" />
      <div
        className="pane-body scroll-body"
        role="region"
        aria-label={t('network.tiers')}
        tabIndex={0}
      >
        <Awaited query={query} bars={9}>
          {(found) => <Matrix board={found} />}
        </Awaited>
        <p className="meta">{t('network.note')}</p>
      </div>
    </>
  );
}

function factsOf(
  { by, streets, all, communities }: Board,
  t: ReturnType<typeof useText>['t'],
): string {
  const words = ({ covered, of, share }: Board['streets']) =>
    `${covered}/${of}（${share === null ? '—' : `${share.toFixed(2)}%`}）`;
  return by === 'unit'
    ? t('network.tiersFacts', {
        streets: words(streets),
        all: words(all),
        communities: words(communities),
      })
    : t('network.tiersOwn', { communities: words(communities) });
}

function Matrix({ board }: { board: Board }) {
  const { t } = useText();
  return (
    <table className="box-table tier-table">
      <thead>
        <tr>
          <th>{t('network.place')}</th>
          {columns.map((tier) => (
            <th key={tier} className="num">
              {t(`network.tier${tier}`)}
            </th>
          ))}
          <th>{t('network.all')}</th>
        </tr>
      </thead>
      <tbody>
        {board.rows.map((row) => {
          const isCommunity = row.place.length === 12;
          const due = isCommunity
            ? (['2'] as const)
            : board.by === 'unit'
              ? threeTiers
              : (['1', '3'] as const);
          const lacking = due.filter((tier) => (row.tiers[tier] ?? 0) === 0);
          return (
            <tr key={row.place}>
              <th scope="row">
                {board.by === 'community' && !isCommunity
                  ? `${row.name}　${t('network.own')}`
                  : row.name}
              </th>
              {columns.map((tier) => {
                const n = row.tiers[tier] ?? 0;
                const isGap = (due as readonly string[]).includes(tier) && n === 0;
                return (
                  <td key={tier} className={`num ${isGap ? 'tier-gap' : ''}`}>
                    {isGap ? t('network.missing') : n === 0 ? '—' : n}
                  </td>
                );
              })}
              <td>
                {lacking.length === 0 &&
                (isCommunity || board.by === 'community' || isCovered(row)) ? (
                  <span className="light tone-green">
                    <Icon name="done" size={15} /> {t('network.complete')}
                  </span>
                ) : (
                  <span className="light tone-red">
                    <Icon name="stop" size={15} />{' '}
                    {t('network.lacks', {
                      tiers: lacking.map((tier) => t(`network.tier${tier}`)).join('、'),
                    })}
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
