/** Shares of totals from outside, each with its source and its date. */
import { Link } from '@tanstack/react-router';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { Awaited } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

export function SharesTable() {
  const { t, language } = useText();
  const query = useAsk('stats.shares', {});
  return (
    <section aria-label={t('stats.shares')}>
      <h2 className="block-title">{t('stats.shares')}</h2>
      <Awaited query={query} bars={2}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="meta">{t('stats.noShares')}</p>
          ) : (
            <table className="box-table stat-small">
              <thead>
                <tr>
                  <th>{t('stats.item')}</th>
                  <th className="num">{t('stats.own')}</th>
                  <th className="num">{t('stats.base')}</th>
                  <th className="num">{t('stats.share')}</th>
                </tr>
              </thead>
              <tbody>
                {rows.map(({ metric, year, value, source, asOf, own, share }) => (
                  <tr key={metric}>
                    <td>
                      {labelOf('denominator_metric', metric, language)}
                      <div className="meta">{t('stats.source', { year, source, asOf })}</div>
                    </td>
                    <td className="num">{own ?? '—'}</td>
                    <td className="num">{value.toLocaleString('en-US')}</td>
                    <td className="num">{share === null ? '—' : `${share.toFixed(2)}%`}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Awaited>
      <Link to="/list/$type" params={{ type: 'ext_denominator' }}>
        {t('stats.toShares')}
      </Link>
    </section>
  );
}
