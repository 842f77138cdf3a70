/** What belongs to visits: the plan, the records, and the campaigns. */
import { Link } from '@tanstack/react-router';
import { useText } from '../texts/use-text.ts';

/** Types that share the entry 走访慰问 of the rail. */
export const visitTypes = ['visit', 'visit_plan', 'campaign'] as const;

export function isVisitType(name: string): boolean {
  return (visitTypes as readonly string[]).includes(name);
}

export function VisitTabs({ here }: { here: string }) {
  const { t } = useText();
  const tabs = [
    { key: 'visit', to: '/list/visit', word: t('plan.visitList') },
    { key: 'plans', to: '/visits', word: t('plan.title') },
    { key: 'visit_plan', to: '/list/visit_plan', word: t('plan.allPlans') },
    { key: 'campaign', to: '/list/campaign', word: t('plan.campaigns') },
  ];
  return (
    <nav className="tabs" aria-label={t('frame.visits')}>
      {tabs.map(({ key, to, word }) => (
        <Link
          key={key}
          to={to}
          className={`tab ${key === here ? 'on' : ''}`}
          aria-current={key === here ? 'page' : undefined}
        >
          {word}
        </Link>
      ))}
    </nav>
  );
}
