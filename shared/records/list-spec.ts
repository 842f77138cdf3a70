/** How a type is listed, filtered and searched: declared here, turned into a projection table by the core. */
import type { Envelope } from './envelope.ts';

export type Cell = string | number | null;

export interface ListColumn {
  readonly key: string;
  readonly sqlType: 'text' | 'integer' | 'real';
  readonly value: (record: Envelope) => Cell;
  /** Pixels at 1366; the page scales them. 0 = never shown, only filtered. */
  readonly width: number;
  readonly format:
    | 'text'
    | 'choice'
    | 'date'
    /** A deadline with its light; needs `warn_on` and `clock_stopped` beside it (columns.ts). */
    | 'due'
    | 'instant'
    | 'money'
    | 'number'
    | 'state'
    | 'flag'
    | 'masked';
  /** Dictionary of a `choice` column. */
  readonly options?: string;
  /** Not in the default column set; people can switch it on. */
  readonly optional?: boolean;
}

/** `$today`, `$now`, `$me` and `$today+N` are filled in when the query runs. */
export type ConditionValue = string | number;

export interface Condition {
  /** A column key, or one of the base columns id, unit, community, state, updated_at. */
  readonly column: string;
  readonly op: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'empty' | 'filled' | 'contains';
  readonly value?: ConditionValue | readonly ConditionValue[] | undefined;
}

/** Records of another type that name this one: by which of its columns, and under which conditions. */
export interface Naming {
  readonly type: string;
  /** A projected reference id, such as `from_id`. */
  readonly column: string;
  readonly where: readonly Condition[];
}

export interface ListView {
  readonly key: string;
  readonly where: readonly Condition[];
  /** Only records that nothing of this kind names: what is missing is a list of its own. */
  readonly without?: Naming;
}

export interface ListSpec {
  readonly columns: readonly ListColumn[];
  readonly facets: readonly string[];
  readonly sort: readonly { readonly column: string; readonly dir: 'asc' | 'desc' }[];
  readonly views: readonly ListView[];
  /** Each entry becomes an index over unit + these columns. */
  readonly indexes: readonly (readonly string[])[];
  readonly search: {
    readonly title: (record: Envelope) => string;
    readonly subtitle: (record: Envelope) => string;
    /** Searched by 汉字, pinyin and initials. */
    readonly names: (record: Envelope) => readonly string[];
    /** Searched by fragment: phone, ID tail, numbers. */
    readonly digits: (record: Envelope) => readonly string[];
    /** Found by the filter of its own list only, not by the search over everything. */
    readonly listOnly?: boolean;
  } | null;
}
