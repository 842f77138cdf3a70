/** The units of the district: the official list is there from the start, communities and corrections are imported. */
import { districtUnit } from '../../shared/access/actor.ts';
import { HAISHU_UNITS } from '../../shared/divisions/haishu-units.ts';
import type { PlainData } from '../../shared/records/envelope.ts';
import { appendAudit } from '../audit.ts';
import type { Transaction } from '../database/database.ts';
import { isoNow, type ServerDeps } from '../deps.ts';
import { serverActor } from '../instance.ts';
import { writeMasters, type MasterDraft, type MastersWritten } from './write-masters.ts';

export interface UnitRow {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly parent: string;
}

/** Puts the official list in where it is missing. What the district has changed since stays as it is. */
export async function ensureUnits(deps: ServerDeps): Promise<void> {
  const have = new Set((await listUnits(deps)).map((unit) => unit.code));
  const missing = HAISHU_UNITS.filter((unit) => !have.has(unit.code));
  if (missing.length === 0) return;
  const drafts = missing.map((unit) =>
    draftOf({
      code: unit.code,
      name: unit.name,
      nameEn: unit.nameEn,
      kind: unit.kind,
      aliases: unit.aliases.join('、'),
      ...(unit.zone === null ? {} : { zone: unit.zone }),
      ...(unit.code === districtUnit ? {} : { parent: districtUnit }),
    }),
  );
  const written = await deps.database.transaction((tx) => writeMasters(deps, tx, drafts));
  if (!written.ok) throw new Error(`the official list is not valid: ${written.id}`);
}

/** All living units, by code. */
export async function listUnits(deps: Pick<ServerDeps, 'database'>): Promise<UnitRow[]> {
  return deps.database.query<UnitRow & object>(
    `SELECT doc->'data'->>'code' AS code, doc->'data'->>'name' AS name, doc->'data'->>'kind' AS kind,
       coalesce(doc->'data'->>'parent', '') AS parent
     FROM docs WHERE collection = 'masters' AND type = 'unit' AND NOT deleted ORDER BY 1`,
  );
}

/** Adds or corrects units (fields as in shared/records/unit). All or none. */
export async function importUnits(
  deps: ServerDeps,
  rows: readonly PlainData[],
): Promise<MastersWritten> {
  const standing = await currentData(deps);
  const drafts = rows.map((row) => draftOf({ ...standing.get(textOf(row['code'])), ...row }));
  return deps.database.transaction(async (tx) => {
    const written = await writeMasters(deps, tx, drafts);
    if (written.ok) await auditImport(deps, tx, written.changed);
    return written;
  });
}

async function auditImport(deps: ServerDeps, tx: Transaction, changed: number): Promise<void> {
  await appendAudit(tx, {
    at: isoNow(deps.clock),
    actor: serverActor.id,
    device: '',
    verb: 'unit import',
    subject: districtUnit,
    result: String(changed),
  });
}

async function currentData(deps: ServerDeps): Promise<Map<string, PlainData>> {
  const rows = await deps.database.query<{ data: PlainData }>(
    `SELECT doc->'data' AS data FROM docs WHERE collection = 'masters' AND type = 'unit' AND NOT deleted`,
  );
  return new Map(rows.map(({ data }) => [textOf(data['code']), data]));
}

/** Everybody knows the units; a community is known to its own unit and the district. */
function draftOf(data: PlainData): MasterDraft {
  const code = textOf(data['code']);
  const parent = textOf(data['parent']);
  const unit = code.length === 12 && parent.length === 9 ? parent : districtUnit;
  return { id: code, type: 'unit', unit, community: '', data };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
