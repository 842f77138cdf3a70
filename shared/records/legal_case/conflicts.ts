/** 利益冲突: whether the opponent of a case is somebody whom the lawyer already represents (domain.md §3.4). Pure; names are compared as written differently. */
import { firmForm, nameForm } from '../../duplicates/normalise.ts';
import type { Beside } from '../beside.ts';
import type { Envelope } from '../envelope.ts';
import type { LegalResourceData } from '../legal_resource/schema.ts';
import type { LegalCaseData } from './schema.ts';

export interface LawyersWork {
  /** The lawyer's entries in the office's list. */
  readonly resources: readonly Pick<LegalResourceData, 'clients' | 'enterprises'>[];
  /** Labels of the clients of the lawyer's other cases here. */
  readonly clients: readonly string[];
}

/** What desks write where nobody stands on the other side. */
const nobody = new Set(['无', '没有', '无对方', '不适用', '待定', 'none', 'no']);

/** The names on the lawyer's side that are the opponent; empty: no conflict known. */
export function conflictsOf(opponent: string | undefined, work: LawyersWork): readonly string[] {
  const wanted = formsOf(opponent ?? '');
  if (wanted.length === 0) return [];
  const names = [
    ...work.resources.flatMap(({ clients = '', enterprises = [] }) => [
      ...clients.split(/[\n,，、;；]/u),
      ...enterprises.map(({ label }) => label),
    ]),
    ...work.clients,
  ];
  return [
    ...new Set(
      names
        .map((name) => name.trim())
        .filter((name) => formsOf(name).some((form) => wanted.includes(form))),
    ),
  ];
}

/** One character is no name; a firm is compared without place and legal form. */
function formsOf(name: string): readonly string[] {
  const plain = nameForm(name);
  if (nobody.has(plain)) return [];
  return [...new Set([plain, firmForm(name)])].filter((form) => form.length > 1);
}

/** Told while the case is being written; the triage asks again (`facts` of the workflow). */
export const legalCaseBeside: Beside<LegalCaseData> = {
  wants: ({ resource }) => (resource === undefined ? [] : [resource]),
  neighbours: ({ lawyer }) =>
    lawyer === undefined
      ? []
      : [
          { type: 'legal_resource', column: 'account_id', value: lawyer.id },
          { column: 'lawyer_id', value: lawyer.id },
        ],
  check: (data, { record, neighbours }) => {
    const named = data.resource === undefined ? undefined : record(data.resource.id);
    const all: readonly Envelope[] = [...neighbours, ...(named === undefined ? [] : [named])];
    const resources = all.filter(({ type }) => type === 'legal_resource');
    const cases = all.filter(({ type }) => type === 'legal_case') as readonly Envelope[];
    const [other] = conflictsOf(data.opponent, {
      resources: resources.map((each) => each.data as unknown as LegalResourceData),
      clients: cases.map((each) => (each.data as unknown as LegalCaseData).client.label),
    });
    if (other === undefined) return [];
    const lawyer = data.lawyer?.label ?? named?.data['name'] ?? '';
    return [
      {
        field: 'lawyer',
        code: 'legal_case.lawyer_conflict',
        severity: 'warning',
        params: { lawyer: String(lawyer), other },
      },
    ];
  },
};
