/** A browser with a profile folder of its own, as an office computer has one: what it leaves on the disk can be looked at. */
import { spawnSync } from 'node:child_process';
import { chromium, type BrowserContext } from '@playwright/test';

export interface OwnBrowser {
  readonly context: BrowserContext;
  /** Pulls the plug of all its processes. */
  kill(): void;
}

const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export async function openOwnBrowser(profile: string): Promise<OwnBrowser> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: '/usr/bin/chromium',
    args,
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  return {
    context,
    // Its processes carry the profile's path in their arguments, and nobody else's do.
    kill: () => void spawnSync('pkill', ['-KILL', '-f', profile]),
  };
}
