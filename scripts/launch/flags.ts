// The switches that `npm start` and `npm run demo` share, checked before anything is opened.
import { parseArgs } from 'node:util';
import { readPort } from '../../main/tab/read-arguments.ts';

export interface LaunchFlags {
  /** `auto`: the desktop shell where Electron is here, else the browser. */
  readonly shell: 'auto' | 'tab' | 'desktop';
  readonly data: string | null;
  /** 0: any free port. */
  readonly port: number;
  readonly open: boolean;
  /** Which desk of the demonstration; only `npm run demo` reads it. */
  readonly desk: string | null;
  /** A few dozen persons a street instead of more than a thousand; for the demonstration. */
  readonly small: boolean;
  /** Where `npm start` keeps the demonstration that its first page opens; `null`: where `npm run demo` does. */
  readonly demoData: string | null;
}

export type FlagsAnswer =
  | { readonly ok: true; readonly flags: LaunchFlags }
  | { readonly ok: false; readonly message: string };

/** Reads the command line; unknown switches and impossible values are answered in words. */
export function readFlags(args: readonly string[]): FlagsAnswer {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        shell: { type: 'string', default: 'auto' },
        data: { type: 'string' },
        port: { type: 'string' },
        desk: { type: 'string' },
        small: { type: 'boolean', default: false },
        'demo-data': { type: 'string' },
        'no-open': { type: 'boolean', default: false },
      },
    });
    const { shell } = values;
    if (shell !== 'auto' && shell !== 'tab' && shell !== 'desktop')
      return refuse('--shell=tab|desktop');
    const port = readPort(values.port);
    if (port === null) return refuse('--port 0–65535');
    return {
      ok: true,
      flags: {
        shell,
        port,
        data: values.data ?? null,
        desk: values.desk ?? null,
        small: values.small,
        demoData: values['demo-data'] ?? null,
        open: !values['no-open'],
      },
    };
  } catch (error) {
    // parseArgs throws on what it does not know; its message names the switch.
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(what: string): FlagsAnswer {
  return { ok: false, message: `参数不对：${what} / Wrong option: ${what}` };
}
