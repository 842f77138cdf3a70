/** The command line of the tab shell, answered in words where it is wrong. */
import { parseArgs } from 'node:util';

export interface TabArguments {
  readonly data: string | null;
  /** 0: any free port. */
  readonly port: number;
  /** Folder of the built page, where it is not the usual one. */
  readonly page: string | null;
  /** The built core worker, where the sources are not to be used: it starts in a third of the time. */
  readonly core: string | null;
  readonly open: boolean;
}

export type ArgumentsAnswer =
  | { readonly ok: true; readonly value: TabArguments }
  | { readonly ok: false; readonly message: string };

export function readArguments(args: readonly string[]): ArgumentsAnswer {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        page: { type: 'string' },
        core: { type: 'string' },
        'no-open': { type: 'boolean', default: false },
      },
    });
    const port = readPort(values.port);
    if (port === null) return refuse('--port 0–65535');
    return {
      ok: true,
      value: {
        data: values.data ?? null,
        port,
        page: values.page ?? null,
        core: values.core ?? null,
        open: !values['no-open'],
      },
    };
  } catch (error) {
    // parseArgs throws on what it does not know; its message names the switch.
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** A port number as typed; 0 (any free port) when nothing was typed, null when it is not one. */
export function readPort(text: string | undefined): number | null {
  if (text === undefined) return 0;
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port <= 65_535 ? port : null;
}

function refuse(what: string): ArgumentsAnswer {
  return { ok: false, message: `参数不对：${what} / Wrong option: ${what}` };
}
