/**
 * A process of its own that changes a data folder and dies by SIGKILL at a named step, as a pulled plug would. Run by
 * `killedAt`; the order comes as JSON in the first argument.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { SealingKey } from '../../../../shared/sync/district-keys.ts';
import { createProfileVault } from '../profile-keys.ts';
import { redacted } from '../redacted.ts';
import { startWipe, type WipeScope } from '../wipe.ts';
import { cheapest } from './temp-vault.ts';

export interface ChildOrder {
  readonly dataDir: string;
  /** Base64. */
  readonly deviceSecret: string;
  readonly dieAt: string;
  readonly act:
    | { readonly name: 'open'; readonly password: string }
    | { readonly name: 'settle'; readonly key: string; readonly password: string }
    | {
        readonly name: 'rotate';
        readonly key: string;
        readonly newKey: string;
        readonly password: string;
        readonly recovery: SealingKey;
      }
    | { readonly name: 'wipe'; readonly profiles: WipeScope };
}

/** Runs the order on profile `a`; answers whether the process died at the step (false: it came to its end before). */
export function killedAt(order: ChildOrder): Promise<boolean> {
  const program = fileURLToPath(import.meta.url);
  const child = spawn(process.execPath, [program, JSON.stringify(order)], { stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      code === null || code === 0
        ? resolve(signal === 'SIGKILL')
        : reject(new Error(`the child failed with ${code}`)),
    );
  });
}

async function obey({ dataDir, deviceSecret, dieAt, act }: ChildOrder): Promise<void> {
  const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
  const crashAt = (label: string) => {
    if (label === dieAt) process.kill(process.pid, 'SIGKILL');
  };
  const vault = createProfileVault({
    dataDir,
    now: () => 0,
    uptime: () => 10_000,
    random,
    deviceSecret: () => fromBase64(deviceSecret),
    cost: cheapest,
    crashAt,
  });
  if (act.name === 'open') await vault.open('a', redacted(act.password));
  else if (act.name === 'settle')
    await vault.settlePassword('a', fromBase64(act.key), redacted(act.password));
  else if (act.name === 'rotate')
    await vault.commitRotation('a', {
      oldKey: fromBase64(act.key),
      newKey: fromBase64(act.newKey),
      password: redacted(act.password),
      recovery: act.recovery,
      database: vault.nextDatabaseName('a'),
    });
  else await startWipe({ dataDir, random, crashAt }, act.profiles);
}

function fromBase64(text: string) {
  return redacted(new Uint8Array(Buffer.from(text, 'base64')));
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await obey(JSON.parse(process.argv[2] ?? '') as ChildOrder);
