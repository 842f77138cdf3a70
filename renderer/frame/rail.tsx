/** The rail: where everything is, with the number of things that wait for me (ui.md §1). */
import { Link, useLocation } from '@tanstack/react-router';
import { can } from '../../shared/access/can.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useAsk } from '../bridge/bridge-context.tsx';
import { useSession } from '../bridge/session.tsx';
import { useAdministers } from '../devices/use-administers.ts';
import { heartOf, heartTabs } from '../hearts/heart-tabs.tsx';
import { Icon, typeIcon, type IconName } from '../parts/icons.tsx';
import { useText } from '../texts/use-text.ts';
import { visitTypes } from '../visits/visit-tabs.tsx';

/** Types that share one entry of the rail appear as tabs on its page. */
export const registerTypes = [
  'person',
  'household',
  'enterprise',
  'relation',
  'privacy_request',
  'export_request',
] as const;
export const orgTypes = ['org', 'org_term', 'membership', 'unit_brand'] as const;
const caseTypes = ['visit', 'hardship_case', 'suggestion'] as const;
const caseWords = {
  visit: 'frame.visits',
  hardship_case: 'frame.hardship',
  suggestion: 'frame.suggestions',
} as const;
const ledgerTypes = ['ledger_entry', 'donation', 'budget_line'];
/** Cases with a board of their own; whoever may read none of them does not see the entry. */
const boardTypes = [
  { name: 'ticket', to: '/tickets', key: 'board.tickets' },
  { name: 'legal_case', to: '/legal', key: 'board.legal' },
  { name: 'online_request', to: '/inbox', key: 'board.inbox' },
] as const;

interface Entry {
  readonly to: string;
  readonly icon: IconName;
  readonly word: string;
  readonly count: number;
  readonly act?: boolean;
  readonly match: readonly string[];
}

export function Rail() {
  const { t } = useText();
  const session = useSession();
  const administers = useAdministers();
  const items = useAsk('today.board', {}).data?.items ?? [];
  const attention = useAsk('sync.state', {}).data?.attention ?? 0;
  const waiting = (type: string) =>
    items.filter((item) => item.type === type && item.kind !== 'sync').length;

  const cases = caseTypes.flatMap((name): Entry[] => {
    const type = recordType(name);
    if (type === undefined) return [];
    const word = t(caseWords[name]);
    return [
      {
        to: `/list/${name}`,
        icon: typeIcon(type.icon),
        word,
        count: waiting(name),
        match:
          name === 'visit'
            ? ['/visits', ...visitTypes.flatMap(pathsOf)]
            : [...pathsOf(name), ...matchOf(`/list/${name}`)],
      },
    ];
  });
  const boards = boardTypes.flatMap(({ name, to, key }): Entry[] => {
    const type = recordType(name);
    const mayRead = type !== undefined && can(session.actor, 'read', type, session.actor).allow;
    return mayRead
      ? [
          {
            to,
            icon: typeIcon(type.icon),
            word: t(key),
            count: waiting(name),
            match: [to, ...pathsOf(name), ...matchOf(to)],
          },
        ]
      : [];
  });
  const upper: Entry[] = [
    {
      to: '/today',
      icon: 'today',
      word: t('frame.today'),
      count: items.length,
      match: ['/today', '/drafts'],
    },
    {
      to: '/list/person',
      icon: 'register',
      word: t('frame.register'),
      count: 0,
      match: [...registerTypes.flatMap(pathsOf), '/duplicates', '/caseload'],
    },
    ...cases,
    ...boards,
    {
      to: '/list/org',
      icon: 'org',
      word: t('frame.organisations'),
      count: 0,
      match: [...orgTypes.flatMap(pathsOf), '/tiers', '/zones'],
    },
  ];
  const books = recordType('ledger_entry');
  const maySeeBooks = books !== undefined && can(session.actor, 'read', books, session.actor).allow;
  const lower: Entry[] = [
    {
      to: '/clears',
      icon: 'clears',
      word: t('clears.title'),
      count: 0,
      match: [
        '/clears',
        '/statistics',
        ...['stat_report', 'census_batch', 'change_event', 'task_list', 'verification_log'].flatMap(
          pathsOf,
        ),
      ],
    },
    {
      to: '/figures',
      icon: 'figures',
      word: t('figures.title'),
      count: 0,
      match: ['/figures'],
    },
    ...(maySeeBooks
      ? [
          {
            to: '/ledger',
            icon: 'ledger' as const,
            word: t('frame.ledger'),
            count: waiting('ledger_entry') + waiting('donation'),
            match: ['/ledger', ...ledgerTypes.flatMap(pathsOf)],
          },
        ]
      : []),
    {
      to: '/sync',
      icon: 'sync',
      word: t('frame.sync'),
      count: attention,
      act: attention > 0,
      match: ['/sync', '/exchange'],
    },
    ...(administers
      ? [
          {
            to: '/devices',
            icon: 'devices' as const,
            word: t('frame.devices'),
            count: 0,
            match: ['/devices', '/rescue'],
          },
        ]
      : []),
    {
      to: '/settings',
      icon: 'settings',
      word: t('frame.settings'),
      count: 0,
      match: ['/settings'],
    },
  ];

  return (
    <nav className="rail" aria-label={t('frame.navigation')}>
      <div className="brand">
        <span className="brand-mark" aria-hidden="true">
          {t('frame.mark')}
        </span>
        <span className="brand-word">{t('frame.product')}</span>
      </div>
      <div className="rail-items">
        {upper.map((entry) => (
          <RailItem key={entry.to} entry={entry} />
        ))}
        <div className="rail-line" />
        {lower.map((entry) => (
          <RailItem key={entry.to} entry={entry} />
        ))}
      </div>
      {session.isDemo && <div className="demo-tag">{t('frame.demo')}</div>}
    </nav>
  );
}

function RailItem({ entry }: { entry: Entry }) {
  const path = useLocation({ select: (location) => location.pathname });
  const on = entry.match.some((start) => path === start || path.startsWith(`${start}/`));
  return (
    <Link
      to={entry.to}
      className={`rail-item focus-inside ${on ? 'on' : ''}`}
      aria-current={on ? 'page' : undefined}
    >
      <Icon name={entry.icon} size={19} />
      <span>{entry.word}</span>
      {entry.count > 0 && (
        <span className={`count ${entry.act === true ? 'act' : ''}`}>{entry.count}</span>
      )}
    </Link>
  );
}

/** The other pages and lists of the heart to which this address belongs. */
function matchOf(address: string): string[] {
  const heart = heartOf(address);
  return heart === null
    ? []
    : heartTabs[heart].flatMap(({ to }) =>
        to.startsWith('/list/') ? pathsOf(to.slice('/list/'.length)) : [to],
      );
}

function pathsOf(type: string): string[] {
  return ['list', 'record', 'form', 'edit'].map((place) => `/${place}/${type}`);
}
