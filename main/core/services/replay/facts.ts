/** What happened in the replayed year, as the script itself knows it: no value here is read back from the records. */
export interface VisitFact {
  readonly on: string;
  readonly outcome: string;
  readonly fen: number;
  readonly subject: string;
  confirmed: boolean;
}

export interface TicketFact {
  readonly enterprise: string;
  readonly registeredOn: string;
  acceptedOn?: string;
  due?: string;
  feedbackOn?: string;
  result?: string;
  rating?: number;
  reopened: number;
  end: 'open' | 'closed' | 'withdrawn';
}

export interface HardshipFact {
  readonly household: string;
  readonly applicant: string;
  readonly appliedOn: string;
  readonly lowIncome: string;
  readonly referred: boolean;
  decidedOn?: string;
  decidedInTime?: boolean;
  paidOn?: string;
  paidInTime?: boolean;
  fen?: number;
  followUps: { readonly due: string; on?: string; effect?: string }[];
  closedOn?: string;
}

export interface LegalFact {
  readonly enterprise: string;
  readonly receivedOn: string;
  opinionInTime?: boolean;
  referred: boolean;
  result?: string;
  recovered: number;
  rating?: number;
  closedOn?: string;
}

export interface OnlineFact {
  readonly receivedAt: string;
  readonly due: string;
  signedOn?: string;
  signedInTime?: boolean;
  answeredOn?: string;
}

export interface YearFacts {
  readonly visits: VisitFact[];
  readonly tickets: TicketFact[];
  readonly hardship: HardshipFact[];
  readonly legal: LegalFact[];
  readonly online: OnlineFact[];
  /** Active enterprises, and which of them a lawyer answers for. */
  readonly enterprises: string[];
  readonly assigned: Set<string>;
  /** Households that carry the tag 困难. */
  readonly flagged: Set<string>;
  spent: number;
}

export function noFacts(): YearFacts {
  return {
    visits: [],
    tickets: [],
    hardship: [],
    legal: [],
    online: [],
    enterprises: [],
    assigned: new Set(),
    flagged: new Set(),
    spent: 0,
  };
}
