/** Figures of a case: income per head, share of unavoidable expenses, what is to be paid. Pure, used by form, core, district and prints. */
import { maskPublicName } from '../../text/mask.ts';
import { labelOf } from '../../dictionaries/dictionary.ts';
import type { HardshipData, Payment } from './schema.ts';

export interface IncomeFigures {
  readonly total: number;
  readonly perHead: number;
  /** Hundredths of a percent; null while there is no income to compare with. */
  readonly rigidRatio: number | null;
}

/** Monthly, in 分, half-up (domain.md §4 notation). Null while there are no members. */
export function incomeFigures(
  data: Pick<Partial<HardshipData>, 'members' | 'rigidMedical' | 'rigidEducation' | 'rigidCare'>,
): IncomeFigures | null {
  const members = data.members ?? [];
  if (members.length === 0) return null;
  const total = members.reduce((sum, member) => sum + (member.incomeMonth ?? 0), 0);
  const rigid = (data.rigidMedical ?? 0) + (data.rigidEducation ?? 0) + (data.rigidCare ?? 0);
  return {
    total,
    perHead: Math.round(total / members.length),
    rigidRatio: total === 0 ? null : Math.round((rigid * 10_000) / total),
  };
}

/** Keeps the computed fields in step with what they are computed from. */
export function withFigures(data: HardshipData): HardshipData {
  const { incomeTotal: _total, incomePerHead: _head, rigidRatio: _ratio, ...rest } = data;
  const figures = incomeFigures(data);
  return figures === null
    ? rest
    : {
        ...rest,
        incomeTotal: figures.total,
        incomePerHead: figures.perHead,
        ...(figures.rigidRatio === null ? {} : { rigidRatio: figures.rigidRatio }),
      };
}

/** The family seems to meet the civil affairs' own schemes, so it must be referred in parallel (domain.md §3.2, D5). */
export function needsReferral(
  data: Pick<Partial<HardshipData>, 'lowIncome' | 'emergency'>,
): boolean {
  return ['db', 'tk', 'dby', 'gx'].includes(data.lowIncome ?? '') || data.emergency === true;
}

/** Text of the public notice (domain.md §2.6): masked name, community, kind of aid and amount; never ID, phone, account, address, illness, a child's name. */
export function publicNotice(
  data: Pick<HardshipData, 'applicant' | 'aidType' | 'suggestAmount' | 'approvedAmount'>,
  communityName: string,
): string {
  const kinds = data.aidType
    // The kind of aid may tell an illness.
    .map((kind) => (kind === 'medical' ? '困难帮扶' : labelOf('aid_type', kind)))
    .filter((kind, index, all) => all.indexOf(kind) === index)
    .join('、');
  const fen = data.approvedAmount ?? data.suggestAmount ?? 0;
  const parts = [
    maskPublicName(data.applicant.label),
    communityName,
    kinds,
    `${(fen / 100).toFixed(2)} 元`,
  ];
  return parts.filter((part) => part !== '').join('，');
}

export function amountToPay(
  data: Pick<Partial<HardshipData>, 'approvedAmount' | 'emergencyAmount'>,
): number {
  return Math.max(0, (data.approvedAmount ?? 0) - (data.emergencyAmount ?? 0));
}

/** Payments that still take money: not those returned or recovered. */
export function livePayments(data: Pick<Partial<HardshipData>, 'payments'>): readonly Payment[] {
  return (data.payments ?? []).filter(
    (payment) => !['returned', 'recovered'].includes(payment.state),
  );
}
