/** The page over the fake bridge, for looking at screens: `npx vite renderer`, then /testing/preview.html. Not part of the build. */
import '../jitless.ts';
import '../theme/index.ts';
import { createRoot } from 'react-dom/client';
import 'dayjs/locale/zh-cn';
import type { SessionState } from '../../shared/bridge/contract.ts';
import { App } from '../app.tsx';
import { createQueryClient } from '../bridge/bridge-context.tsx';
import { pageSurroundings } from '../bridge/page-surroundings.ts';
import { createTexts } from '../texts/index.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { createFakeOffice } from './fake-office.ts';
import { syncStates } from './sync-states.ts';

const asked = new URLSearchParams(location.search);
const office = createFakeOffice(Number(asked.get('share') ?? '1'));
const theme = asked.get('theme');
const text = asked.get('text');
office.settings = {
  ...office.settings,
  language: asked.get('lang') === 'en' ? 'en' : 'zh',
  theme: theme === 'dark' || theme === 'contrast' ? theme : 'light',
  textSize: text === 'large' || text === 'huge' ? text : 'normal',
};
const bridge = createFakeBridge(office, (asked.get('phase') ?? 'ready') as SessionState['phase']);
syncStates[asked.get('state') ?? '']?.(bridge);
const root = document.getElementById('root');

void createTexts(office.settings.language).then(async (texts) => {
  if (root === null) throw new Error('no #root');
  const surroundings = { ...(await pageSurroundings(null)), now: () => office.now };
  Object.assign(window, { office });
  createRoot(root).render(
    <App
      bridge={bridge}
      queries={createQueryClient()}
      texts={texts}
      surroundings={surroundings}
      connection={null}
    />,
  );
});
