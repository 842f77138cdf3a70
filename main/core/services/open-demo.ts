/** The button 打开演示 of the first-run page: asks the launcher for a demonstration beside this app. */
import { ok } from '../../../shared/result.ts';
import type { CorePorts } from '../ports.ts';
import { fail, type Answer } from './answer.ts';

export type OpenDemo = () => Promise<Answer<{ readonly address: string | null }>>;

/** `E_DEMO_FAILED` when it did not open, or when nobody offers one. This app's own data is never part of it. */
export function createOpenDemo({ startDemo, log }: Pick<CorePorts, 'startDemo' | 'log'>): OpenDemo {
  return async () => {
    if (startDemo === undefined) return fail('E_DEMO_FAILED');
    try {
      return ok(await startDemo());
    } catch {
      // The launcher has printed the reason; it can name folders, so it does not go into the log.
      log.warn('demo.failed');
      return fail('E_DEMO_FAILED');
    }
  };
}
