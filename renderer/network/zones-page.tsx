/** 片区画像 (S22–S25): three zones side by side, and whether the figures bear out what the method says of them. */
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { oldShare } from '../../shared/network/zones.ts';
import { useAsk, type Value } from '../bridge/bridge-context.tsx';
import { useHints } from '../frame/hint-bar.tsx';
import { PageHeader } from '../frame/page-header.tsx';
import { Slogan } from './zone-slogan.tsx';
import { TypeTabs } from '../list/type-tabs.tsx';
import { Icon } from '../parts/icons.tsx';
import { Awaited } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';

type Zone = Value<'network.zones'>['zones'][number];
type Claim = Value<'network.zones'>['claims'][number];

const rows = [
  'persons',
  'old',
  'young',
  'oldShare',
  'enterprises',
  'aboveScale',
  'ecommerce',
  'startups',
  'donations',
  'donated',
] as const;
const claimTexts = {
  few_old: 'network.few_old',
  startups: 'network.startupsClaim',
  many_old: 'network.many_old',
  enterprises: 'network.enterprisesClaim',
  donations: 'network.donationsClaim',
} as const satisfies Record<Claim['key'], string>;
const verdicts = {
  holds: ['green', 'done'],
  not: ['red', 'stop'],
  unknown: ['plain', 'open'],
} as const;

export function ZonesPage() {
  const { t, language } = useText();
  const query = useAsk('network.zones', {});
  useHints([{ keys: 'Ctrl K', word: t('key.search') }]);
  return (
    <>
      <PageHeader
        title={t('network.zones')}
        facts={query.data === undefined ? '' : t('network.zonesFacts', { date: query.data.asOf })}
      />
      <TypeTabs here="/zones" />
      <div
        className="pane-body scroll-body"
        role="region"
        aria-label={t('network.zones')}
        tabIndex={0}
      >
        <Awaited query={query} bars={9}>
          {({ zones, claims }) => (
            <>
              <table className="box-table zone-table">
                <thead>
                  <tr>
                    <th>{t('network.item')}</th>
                    {zones.map(({ zone }) => (
                      <th key={zone} className="num">
                        {zone === '' ? t('network.noZone') : labelOf('zone', zone, language)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  <tr>
                    <th scope="row">{t('network.units')}</th>
                    {zones.map(({ zone, units }) => (
                      <td key={zone} className="zone-units">
                        {units.join('、')}
                      </td>
                    ))}
                  </tr>
                  <tr>
                    <th scope="row">{t('network.slogan')}</th>
                    {zones.map(({ zone, slogan }) => (
                      <td key={zone} className="num">
                        <Slogan zone={zone} slogan={slogan} />
                      </td>
                    ))}
                  </tr>
                  <tr>
                    <th scope="row">{t('network.branded')}</th>
                    {zones.map(({ zone, branded, divisions }) => (
                      <td key={zone} className="num">
                        {branded} / {divisions}
                      </td>
                    ))}
                  </tr>
                  {rows.map((row) => (
                    <tr key={row}>
                      <th scope="row">{t(`network.${row}`)}</th>
                      {zones.map((zone) => (
                        <td key={zone.zone} className="num">
                          {valueOf(zone, row)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
              <h2 className="block-title">{t('network.claims')}</h2>
              <ul className="zone-claims">
                {claims.map(({ key, verdict }) => {
                  const [tone, icon] = verdicts[verdict];
                  return (
                    <li key={key}>
                      {t(claimTexts[key])}{' '}
                      <span className={`light tone-${tone}`}>
                        <Icon name={icon} size={15} /> {t(`network.${verdict}`)}
                      </span>
                    </li>
                  );
                })}
              </ul>
              <p className="meta">{t('network.zonesNote')}</p>
            </>
          )}
        </Awaited>
      </div>
    </>
  );
}

function valueOf(zone: Zone, row: (typeof rows)[number]): string {
  if (row === 'donated') return formatFen(zone.donated);
  if (row !== 'oldShare') return zone[row].toLocaleString('en-US');
  const share = oldShare(zone);
  return share === null ? '—' : (share * 100).toFixed(2);
}
