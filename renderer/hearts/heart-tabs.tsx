/** What belongs to one heart of the work, as tabs over its pages and lists. */
import { Link } from '@tanstack/react-router';
import { can } from '../../shared/access/can.ts';
import { recordType } from '../../shared/records/registry.ts';
import { useSession } from '../bridge/session.tsx';
import type { TextKey } from '../texts/index.ts';
import { useText } from '../texts/use-text.ts';

interface Tab {
  /** The address, which is also its name. */
  readonly to: string;
  readonly word: TextKey;
  /** The type whose readers see the tab. */
  readonly type: string;
}

export const heartTabs: Readonly<Record<'hardship' | 'tickets' | 'legal', readonly Tab[]>> = {
  hardship: [
    { to: '/list/hardship_case', word: 'hearts.cases', type: 'hardship_case' },
    { to: '/unaided', word: 'hearts.unaided', type: 'hardship_case' },
  ],
  tickets: [
    { to: '/tickets', word: 'hearts.tickets', type: 'ticket' },
    { to: '/desks', word: 'hearts.desks', type: 'service_contact' },
    { to: '/list/service_contact', word: 'hearts.contacts', type: 'service_contact' },
    { to: '/list/service_point', word: 'hearts.points', type: 'service_point' },
    { to: '/escalations', word: 'hearts.escalations', type: 'ticket' },
    { to: '/list/joint_meeting', word: 'hearts.meetings', type: 'joint_meeting' },
  ],
  legal: [
    { to: '/legal', word: 'hearts.cases', type: 'legal_case' },
    { to: '/legal-coverage', word: 'hearts.coverage', type: 'legal_touch' },
    { to: '/list/clinic_session', word: 'hearts.sessions', type: 'clinic_session' },
    { to: '/list/legal_resource', word: 'hearts.lawyers', type: 'legal_resource' },
    { to: '/list/legal_touch', word: 'hearts.touches', type: 'legal_touch' },
  ],
};

type Heart = keyof typeof heartTabs;

/** The heart to which an address belongs. */
export function heartOf(here: string): Heart | null {
  const found = Object.entries(heartTabs).find(([, tabs]) => tabs.some(({ to }) => to === here));
  return found === undefined ? null : (found[0] as Heart);
}

/** Nothing where the address belongs to no heart, or where this person would see one tab only. */
export function HeartTabs({ here }: { here: string }) {
  const { t } = useText();
  const { actor } = useSession();
  const heart = heartOf(here);
  if (heart === null) return null;
  const seen = heartTabs[heart].filter(({ type }) => {
    const found = recordType(type);
    return found !== undefined && can(actor, 'read', found, actor).allow;
  });
  if (seen.length < 2) return null;
  return (
    <nav className="tabs" aria-label={t(`hearts.heart_${heart}`)}>
      {seen.map(({ to, word }) => (
        <Link
          key={to}
          to={to}
          className={`tab ${to === here ? 'on' : ''}`}
          aria-current={to === here ? 'page' : undefined}
        >
          {t(word)}
        </Link>
      ))}
    </nav>
  );
}
