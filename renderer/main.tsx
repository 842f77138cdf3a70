/** Entry of the page in both shells. zod's setting must come before any schema. */
import './jitless.ts';
import './theme/index.ts';
import { createRoot } from 'react-dom/client';
import 'dayjs/locale/zh-cn';
import { App } from './app.tsx';
import { createQueryClient } from './bridge/bridge-context.tsx';
import { startConnection } from './bridge/connection.ts';
import { createDesktopOpener } from './bridge/desktop-link.ts';
import { createRemoteBridge } from './bridge/remote-bridge.ts';
import { pageSurroundings } from './bridge/page-surroundings.ts';
import { createTabOpener } from './bridge/tab-link.ts';
import { createSavePdf } from './prints/save-pdf.ts';
import { createTexts } from './texts/index.ts';

const isDesktop = 'office' in window;
const open = isDesktop
  ? createDesktopOpener(window)
  : createTabOpener({
      location,
      history,
      storage: sessionStorage,
      openSocket: (url) => new WebSocket(url),
    });
const connection = startConnection({
  open,
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
});
const bridge = createRemoteBridge(connection);
const root = document.getElementById('root');

void Promise.all([
  createTexts('zh'),
  pageSurroundings(isDesktop ? createSavePdf(window) : null),
]).then(([texts, surroundings]) => {
  if (root === null) throw new Error('no #root in index.html');
  createRoot(root).render(
    <App
      bridge={bridge}
      queries={createQueryClient()}
      texts={texts}
      surroundings={surroundings}
      connection={connection}
    />,
  );
});
