/** Search box, sync badge, and who is signed in. */
import { Menu } from '@mantine/core';
import { labelOf } from '../../shared/dictionaries/dictionary.ts';
import { useForget, useTell } from '../bridge/bridge-context.tsx';
import { useSession, useSettings } from '../bridge/session.tsx';
import { Icon } from '../parts/icons.tsx';
import { KeyCap } from '../parts/parts.tsx';
import { useText } from '../texts/use-text.ts';
import { SyncBadge } from './sync-badge.tsx';

export function TopBar(props: { onSearch: () => void }) {
  const { t } = useText();
  return (
    <header className="top-bar">
      <button type="button" className="search-box" onClick={props.onSearch}>
        <Icon name="search" />
        <span className="grow clip">{t('frame.searchBox')}</span>
        <KeyCap>Ctrl K</KeyCap>
      </button>
      <div className="grow" />
      <SyncBadge />
      <Who />
    </header>
  );
}

function Who() {
  const { t, language } = useText();
  const { actor, unitName } = useSession();
  const settings = useSettings();
  const tell = useTell();
  const forget = useForget();
  const post = actor.roles.map((role) => labelOf('role', role, language)).join('、');

  const switchLanguage = async () => {
    await tell('app.saveSettings', { ...settings, language: language === 'zh' ? 'en' : 'zh' });
    forget('app.settings');
  };
  return (
    <Menu position="bottom-end" width={200}>
      <Menu.Target>
        <button type="button" className="who">
          {actor.name}
          <small>
            {unitName}
            {'　'}
            {post}
          </small>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Icon name="settings" />} onClick={() => void switchLanguage()}>
          {t('frame.language')}
        </Menu.Item>
        <Menu.Item leftSection={<Icon name="lock" />} onClick={() => void tell('app.lock', {})}>
          {t('frame.lock')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
