/** Tables of the office's own with their mapping, and what each export held, in the encrypted store of this computer. */
import type { TemplateCard } from '../../../../../shared/bridge/templates.ts';
import type { LocalValues } from '../../../documents/local-values.ts';
import type { TemplatePlace } from './fill-sheet.ts';

export interface Template extends Omit<TemplateCard, 'columns' | 'exports'> {
  readonly columns: TemplateCard['columns'];
  readonly exports: TemplateCard['exports'];
  readonly place: TemplatePlace;
}

/** Of each record the marks of its cells by column key, as the export held them; marks are no values. */
export type Snapshot = Readonly<Record<string, Readonly<Record<string, string>>>>;

const indexKey = 'template:index';
/** A table with pictures is seldom larger; more would make backups heavy. */
export const mostTemplateBytes = 4 * 1024 * 1024;
export const mostTemplates = 40;
/** A year of monthly reports. */
const snapshotsKept = 12;

export async function templatesOf(local: LocalValues): Promise<readonly Template[]> {
  return ((await local.get(indexKey))?.['templates'] as Template[] | undefined) ?? [];
}

export async function putTemplate(
  local: LocalValues,
  template: Template,
  file: Uint8Array | null,
): Promise<void> {
  // The file first: an entry without its file would promise what is not there.
  if (file !== null)
    await local.put(fileKey(template.id), 'import', {
      file: Buffer.from(file).toString('base64'),
    });
  const others = (await templatesOf(local)).filter(({ id }) => id !== template.id);
  await write(local, [template, ...others]);
}

export async function dropTemplate(local: LocalValues, template: Template): Promise<void> {
  const others = (await templatesOf(local)).filter(({ id }) => id !== template.id);
  await write(local, others);
  await local.drop(fileKey(template.id));
  for (const { at } of template.exports) await local.drop(snapshotKey(template.id, at));
}

export async function templateFile(local: LocalValues, id: string): Promise<Uint8Array | null> {
  const file = (await local.get(fileKey(id)))?.['file'];
  return typeof file === 'string' ? new Uint8Array(Buffer.from(file, 'base64')) : null;
}

export async function snapshotOf(
  local: LocalValues,
  id: string,
  at: string,
): Promise<Snapshot | null> {
  return ((await local.get(snapshotKey(id, at)))?.['rows'] as Snapshot | undefined) ?? null;
}

/** Remembers what an export held; the oldest is forgotten. */
export async function rememberExport(
  local: LocalValues,
  id: string,
  at: string,
  snapshot: Snapshot,
): Promise<void> {
  await local.put(snapshotKey(id, at), 'import', { rows: snapshot });
  const template = (await templatesOf(local)).find((each) => each.id === id);
  if (template === undefined) return;
  const all = [{ at, rows: Object.keys(snapshot).length }, ...template.exports];
  await putTemplate(local, { ...template, exports: all.slice(0, snapshotsKept) }, null);
  for (const old of all.slice(snapshotsKept)) await local.drop(snapshotKey(id, old.at));
}

async function write(local: LocalValues, templates: readonly Template[]): Promise<void> {
  const sorted = templates.toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN'));
  await local.put(indexKey, 'import', { templates: sorted });
}

const fileKey = (id: string) => `template:${id}:file`;
const snapshotKey = (id: string, at: string) => `template:${id}:${at}`;
