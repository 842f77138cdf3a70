import type { Problem } from '../../fields/field.ts';
import type { PlainData } from '../envelope.ts';
import type { Rule } from '../record-type.ts';
import type { OrgData } from './schema.ts';

/** Which tier an organisation of a kind belongs to. */
const tierOfKind: Readonly<Record<string, string>> = { street: '1', community: '2', social: '3' };

const tierFitsKind: Rule<OrgData> = ({ kind, tier }) =>
  kind !== undefined && tier !== undefined && tier !== (tierOfKind[kind] ?? 'x')
    ? [{ field: 'tier', code: 'org.tier', severity: 'error' }]
    : [];

/** Beijing's thresholds as a suggestion only (R10): 50 and more a committee, 30 to 49 a contact group, fewer a group. */
const formFitsNumbers: Rule<OrgData> = ({ form, qiaoCount, kind }) => {
  if (form === undefined || qiaoCount === undefined || kind === 'street') return [];
  const small = form === 'committee' && qiaoCount < 50;
  return small || (form === 'contact_group' && qiaoCount < 30)
    ? [{ field: 'form', code: 'org.form', severity: 'warning', params: { count: qiaoCount } }]
    : [];
};

/** A tick is backed by what was seen, and each item stands there once. */
const ticksHaveEvidence: Rule<OrgData> = (org) =>
  (['fiveHave', 'fiveGood'] as const).flatMap((field) => {
    const rows: readonly PlainData[] = org[field] ?? [];
    return rows.flatMap((row, index): Problem[] => [
      ...(row['done'] === true && row['evidence'] === undefined
        ? [
            {
              field: `${field}.${index}.evidence`,
              code: 'org.evidence',
              severity: 'warning' as const,
            },
          ]
        : []),
      ...(rows.slice(0, index).some((other) => other['item'] === row['item'])
        ? [{ field: `${field}.${index}.item`, code: 'org.item_twice', severity: 'error' as const }]
        : []),
    ]);
  });

const communityNamed: Rule<OrgData> = ({ kind, community }) =>
  kind === 'community' && community === undefined
    ? [{ field: 'community', code: 'required', severity: 'error' }]
    : [];

export const orgRules: readonly Rule<OrgData>[] = [
  tierFitsKind,
  formFitsNumbers,
  ticksHaveEvidence,
  communityNamed,
];
