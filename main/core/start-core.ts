/** Composition root of the core. A shell supplies ports and gets a router to serve; everything that matters is made here. */
import { createBridgeRouter, type BridgeRouter } from './bridge/bridge-router.ts';
import { createHandlers } from './bridge/handlers.ts';
import type { CorePorts } from './ports.ts';
import { explainFailure } from './services/explain-failure.ts';
import { holdDataFolder } from './safekeeping/hold-data-folder.ts';
import { createLive } from './services/live.ts';
import { openNumberBook } from './services/number-book.ts';
import { createOpenDemo } from './services/open-demo.ts';
import { openProfile } from './services/profile/open-profile.ts';
import { refusalIn, isByPerson } from './services/session/guard.ts';
import { createSession, type Session } from './services/session/session.ts';
import { openSettings } from './services/settings.ts';

export interface Core {
  readonly router: BridgeRouter;
  readonly session: Session;
  lock(): Promise<void>;
  /** Ends sync and closes the store. The router must not be served any more. */
  close(): Promise<void>;
}

/** Works on a fresh data folder as on an old one; what is missing or broken shows in the session's state. */
export async function startCore(ports: CorePorts): Promise<Core> {
  const hold = holdDataFolder(ports.dataDir);
  const live = createLive(() => ports.log.warn('live.listener'));
  const settings = openSettings(ports.dataDir);
  const numbers = openNumberBook(ports.dataDir);
  const session: Session = await createSession({
    ports,
    live,
    held: hold.ok ? null : hold.error,
    lockAfterMinutes: () => settings.read().lockAfterMinutes,
    openProfile: (input) =>
      openProfile(
        {
          ports,
          live,
          numbers,
          syncEveryMinutes: () => settings.read().syncEveryMinutes,
          onChange: () => session.changed(),
        },
        input,
      ),
  });
  const router = createBridgeRouter({
    handlers: createHandlers({ session, settings, demo: createOpenDemo(ports) }),
    guard(name) {
      if (isByPerson(name)) session.touch();
      return refusalIn(session.profile() !== null, name);
    },
    session: () => session.state(),
    subscribe: (listener) => live.subscribe(listener),
    explain(error) {
      const failure = explainFailure(error);
      if (failure?.code === 'E_DATA_DAMAGED') session.profile()?.keeping.suspect();
      return failure;
    },
    reference: () => Buffer.from(ports.random(4)).toString('hex'),
    log: ports.log,
  });
  ports.log.info('core.started', { version: ports.appVersion, shell: ports.shell });
  return {
    router,
    session,
    lock: async () => void (await session.lock()),
    async close() {
      await session.close();
      if (hold.ok) hold.value.release();
      ports.log.info('core.closed');
    },
  };
}
