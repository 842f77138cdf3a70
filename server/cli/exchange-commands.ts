/** `exchange import|export|folder|list`: USB exchange without the desk's page, for a server without screen or for a scheduled task. */
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { limits, readBundleFileName } from '../../shared/exchange/format.ts';
import { refusals, type Refusal } from '../../shared/exchange/refusals.ts';
import type { ServerDeps } from '../deps.ts';
import { makeDownward } from '../exchange/make-downward.ts';
import { readRegister, type Handler } from '../exchange/register.ts';
import { takeUpward } from '../exchange/take-upward.ts';
import { tell } from './texts.ts';

export interface ExchangeOptions {
  readonly id?: string | undefined;
  readonly media?: string | undefined;
  readonly handler?: string | undefined;
  readonly out?: string | undefined;
  readonly 'virus-checked'?: boolean | undefined;
}

interface Outcome {
  readonly ok: boolean;
  readonly text: string;
}

/** Takes each bundle and writes its reply into `--out` (the working folder by default); no file is overwritten. */
export async function importBundles(
  deps: ServerDeps,
  files: readonly string[],
  options: ExchangeOptions,
): Promise<Outcome> {
  if (files.length === 0) return bad(tell('usage'));
  const lines: Outcome[] = [];
  for (const file of files) lines.push(await importOne(deps, file, options));
  return { ok: lines.every((line) => line.ok), text: lines.map((line) => line.text).join('\n') };
}

/** A bundle for one device without waiting for one of its own. */
export async function exportBundle(deps: ServerDeps, options: ExchangeOptions): Promise<Outcome> {
  if (options.id === undefined) return bad(tell('missing', { option: 'id' }));
  const made = await makeDownward(deps, {
    device: options.id,
    mediaNo: options.media ?? '',
    handler: handlerOf(options),
    answered: null,
  });
  if (!made.ok) return bad(say(made.error));
  const file = join(options.out ?? '.', made.value.fileName);
  return (await writeNew(file, made.value.text))
    ? good(tell('bundleMade', { file, rows: made.value.entry.rows }))
    : bad(tell('fileThere', { file }));
}

/** A folder that streets and district share: every bundle that was not taken yet is taken, and its reply put beside it. */
export async function serveFolder(
  deps: ServerDeps,
  folder: string | undefined,
  options: ExchangeOptions,
): Promise<Outcome> {
  if (folder === undefined) return bad(tell('usage'));
  const names = await readdir(folder).catch(() => null);
  if (names === null) return bad(tell('noFile', { file: folder }));
  const { devices } = await readRegister(deps.database);
  const fresh = names
    .flatMap((name) => {
      const named = readBundleFileName(name);
      const device = devices.find(
        (each) => each.unit === named?.unit && each.letter === named.letter,
      );
      const isNew = named?.isUp === true && device !== undefined && named.seq > device.lastUp;
      return isNew ? [{ name, seq: named.seq }] : [];
    })
    .toSorted((a, b) => a.seq - b.seq);
  if (fresh.length === 0) return good(tell('folderEmpty', { folder }));
  return importBundles(
    deps,
    fresh.map(({ name }) => join(folder, name)),
    { ...options, out: folder },
  );
}

async function importOne(
  deps: ServerDeps,
  file: string,
  options: ExchangeOptions,
): Promise<Outcome> {
  const text = await readBounded(file);
  if (text === null) return bad(tell('noFile', { file }));
  const taken = await takeUpward(deps, {
    text,
    mediaNo: options.media ?? '',
    virusChecked: options['virus-checked'] === true,
    handler: handlerOf(options),
  });
  if (!taken.ok) return bad(`${file}: ${say(taken.error)}`);
  const { entry, reply } = taken.value;
  const answer = join(options.out ?? '.', reply.fileName);
  if (!(await writeNew(answer, reply.text))) return bad(tell('fileThere', { file: answer }));
  const missing = entry.missing.length === 0 ? '—' : entry.missing.join('、');
  return good(
    tell('bundleTaken', {
      file,
      accepted: entry.accepted,
      conflicts: entry.conflicts,
      rejected: entry.rejected,
      missing,
      answer,
    }),
  );
}

function handlerOf({ handler }: ExchangeOptions): Handler {
  return { id: 'district-server', name: handler ?? '命令行' };
}

function say({ code, params }: Refusal): string {
  return tell('refused', {
    why: refusals[code].zh.replace(/\{(\w+)\}/g, (_hole, key: string) =>
      String(params?.[key] ?? ''),
    ),
  });
}

async function readBounded(file: string): Promise<string | null> {
  const size = await stat(file).then(
    (found) => found.size,
    () => null,
  );
  return size === null || size > limits.fileChars ? null : readFile(file, 'utf8');
}

/** Never over something that is there. */
async function writeNew(file: string, content: string): Promise<boolean> {
  try {
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
    return true;
  } catch {
    return false;
  }
}

function good(text: string): Outcome {
  return { ok: true, text };
}

function bad(text: string): Outcome {
  return { ok: false, text };
}
