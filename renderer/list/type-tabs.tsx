/** Types that share an entry of the rail, as tabs; the register's pages of its own stand among them. */
import { Link } from '@tanstack/react-router';
import { recordType } from '../../shared/records/registry.ts';
import { orgTypes, registerTypes } from '../frame/rail.tsx';
import { useText } from '../texts/use-text.ts';

/** `here` is a type's name or the path of a page. */
export function TypeTabs(props: { here: string }) {
  const { say, t } = useText();
  const isOrg = [...orgTypes, '/tiers', '/zones'].includes(props.here);
  const types: readonly string[] = isOrg ? orgTypes : registerTypes;
  const look = (on: boolean) => ({
    className: `tab ${on ? 'on' : ''}`,
    'aria-current': on ? ('page' as const) : undefined,
  });
  return (
    <nav className="tabs" aria-label={t(isOrg ? 'frame.organisations' : 'frame.register')}>
      {types.map((name) => (
        <Link key={name} to="/list/$type" params={{ type: name }} {...look(name === props.here)}>
          {say(recordType(name)?.texts.name ?? { zh: name, en: name })}
        </Link>
      ))}
      {isOrg && (
        <>
          <Link to="/tiers" {...look(props.here === '/tiers')}>
            {t('network.tiers')}
          </Link>
          <Link to="/zones" {...look(props.here === '/zones')}>
            {t('network.zones')}
          </Link>
        </>
      )}
      {!isOrg && (
        <>
          <Link to="/duplicates" {...look(props.here === '/duplicates')}>
            {t('duplicates.title')}
          </Link>
          <Link to="/caseload" {...look(props.here === '/caseload')}>
            {t('caseload.title')}
          </Link>
        </>
      )}
    </nav>
  );
}

/** Whether the type's list has such tabs. */
export function hasTabs(type: string): boolean {
  return [...registerTypes, ...orgTypes].some((name) => name === type);
}
