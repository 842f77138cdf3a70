// Enrols a demonstration desk through the bridge, as its page would, so that the page opens at the sign-in.
import packageFile from '../../package.json' with { type: 'json' };
import { bridgeOverPort } from '../../main/core/bridge/bridge-client.ts';
import { coreWorkerUrl, spawnCore } from '../../main/core/shell/spawn-core.ts';
import { failures } from '../../shared/bridge/errors.ts';
import { say } from '../../shared/texts/bilingual.ts';

export interface DeskOptions {
  readonly dataDir: string;
  readonly deviceName: string;
  readonly server: string;
  readonly code: () => Promise<string | null>;
}

/** Null when the desk is enrolled now or was before; else what stands in the way, in words. */
export async function enrolDesk({
  dataDir,
  deviceName,
  server,
  code,
}: DeskOptions): Promise<string | null> {
  const core = await spawnCore({
    workerUrl: coreWorkerUrl,
    dataDir,
    shell: 'tab',
    appVersion: packageFile.version,
  });
  const bridge = bridgeOverPort(core.connect());
  try {
    const { phase, trouble } = await bridge.call('app.session', {});
    if (trouble !== null) return say(failures[trouble.code], 'zh', trouble.params);
    if (phase !== 'enrol') return null;
    const fresh = await code();
    if (fresh === null) return '这台演示电脑还没有登记码：先关掉其他演示窗口，再运行一次。';
    const enrolled = await bridge.call('app.enrol', { server, code: fresh, deviceName });
    return enrolled.ok ? null : say(failures[enrolled.error.code], 'zh', enrolled.error.params);
  } finally {
    bridge.close();
    await core.close();
  }
}
