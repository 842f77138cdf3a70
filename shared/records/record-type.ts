/**
 * A record type is one value assembled from one folder: schema, rules, workflow, permissions, form, list, print, KPIs, texts, samples.
 * Generic views, the core and the server interpret it; none of them knows a type by name.
 */
import type { z } from 'zod';
import type { Permissions } from '../access/can.ts';
import type { CheckContext, Fields, Problem } from '../fields/field.ts';
import type { LedgerSpec } from '../ledgers/ledger.ts';
import type { Sheet } from '../prints/sheet.ts';
import type { Bilingual } from '../texts/bilingual.ts';
import type { Workflow } from '../workflow/workflow.ts';
import type { Arrival } from './arrival.ts';
import type { Envelope, PlainData, RecordCollection } from './envelope.ts';
import type { Tells } from './tells.ts';
import type { KeysOf } from '../duplicates/key.ts';
import type { Beside } from './beside.ts';
import type { Condition, ListSpec } from './list-spec.ts';

export interface FormSection {
  readonly key: string;
  readonly columns: 2 | 3 | 4;
  /** Field names in order; `span` widens one over several columns. */
  readonly fields: readonly (string | { readonly field: string; readonly span: number })[];
  /** A hand-made widget for the whole section, registered by name in the page. */
  readonly widget?: string;
}

export interface FormSpec {
  readonly sections: readonly FormSection[];
  /** What a new form starts with: the usual answer, never a guess that could go unnoticed. */
  readonly starts?: Readonly<PlainData>;
  /** No form begins one: the program makes them (数据出口申请, from the export of a list). */
  readonly byProgram?: true;
  /** Name of the context pane beside the form. */
  readonly context?: string;
  /** A field is drawn only while this holds; hidden fields keep no value. */
  readonly visible?: Readonly<Record<string, (data: PlainData) => boolean>>;
  /** Required only while this holds (column ◐ of domain.md §2.3). */
  readonly requiredWhen?: Readonly<Record<string, (data: PlainData) => boolean>>;
}

/** A plain card of fields (shared/prints/plain-sheet.ts); official forms are `sheets`. */
export interface PrintSpec {
  readonly title: Bilingual;
  /** Rows of field names, as on the paper form. */
  readonly rows: readonly (readonly string[])[];
  readonly signatures: readonly Bilingual[];
  /** A public sheet refuses S3 fields (domain.md §2.6). */
  readonly isPublic: boolean;
}

export interface RecordTexts {
  readonly name: Bilingual;
  readonly newOne: Bilingual;
  readonly empty: Bilingual;
  readonly fields: Readonly<Record<string, Bilingual>>;
  /** Texts of sub-table columns: `needs.text`. */
  readonly items: Readonly<Record<string, Bilingual>>;
  readonly sections: Readonly<Record<string, Bilingual>>;
  readonly columns: Readonly<Record<string, Bilingual>>;
  readonly views: Readonly<Record<string, Bilingual>>;
  readonly states: Readonly<Record<string, Bilingual>>;
  readonly actions: Readonly<Record<string, Bilingual>>;
  /** Texts of this type's own rules and guards, by problem code. */
  readonly problems: Readonly<Record<string, Bilingual>>;
  readonly hints?: Readonly<Record<string, Bilingual>>;
}

/** A rule across fields. It may see an unfinished form, so any field may be missing. */
export type Rule<D> = (data: Partial<D>, context: CheckContext) => readonly Problem[];

/** Brings data of schema version `from` to `from + 1`. */
export interface Migration {
  readonly from: number;
  readonly up: (data: PlainData) => PlainData;
}

export interface KpiSpec {
  readonly key: string;
  readonly name: Bilingual;
  readonly unit: 'count' | 'percent' | 'fen' | 'days' | 'hours';
  /** Both are conditions over the type's list columns; a missing denominator means a count. */
  readonly numerator: readonly Condition[];
  readonly denominator?: readonly Condition[];
  /** A column to add up, or to take the mean of, over the numerator's records; or whose different values are counted. */
  readonly sum?: string;
  readonly mean?: string;
  readonly distinct?: string;
}

export interface RecordType<D = PlainData> {
  readonly name: string;
  readonly collection: RecordCollection;
  readonly version: number;
  /** Letters before the business number, e.g. ZF; empty where records carry none (D14). */
  readonly numberPrefix: string;
  readonly icon: string;
  readonly fields: Fields;
  readonly schema: z.ZodType<D>;
  readonly rules: readonly Rule<D>[];
  readonly workflow: Workflow<D> | null;
  readonly permissions: Permissions;
  readonly form: FormSpec;
  readonly list: ListSpec;
  readonly print: PrintSpec | null;
  /** Official forms with a layout of their own (domain.md §6). */
  readonly sheets?: readonly Sheet[];
  /** The type's 台账 as a spreadsheet; absent: its fields in the order of its form. */
  readonly ledger?: LedgerSpec;
  readonly kpis: readonly KpiSpec[];
  /** List column that says which period a record counts in; absent: its figures are as of now. */
  readonly countedOn?: string;
  readonly texts: RecordTexts;
  /** What a list row or a reference shows for this record. */
  readonly label: (data: D) => string;
  /** What follows from the data and is nobody's field, for the head of the record's page. Pure. */
  readonly facts?: (data: D) => readonly Bilingual[];
  /** Which field says the record's community: a twelve-digit code itself, or a reference whose record has one. Absent: none. */
  readonly communityFrom?: { readonly field: string; readonly kind: 'code' | 'ref' };
  /**
   * Reference fields by which a record goes along when what they name moves to another unit (转移). Absent: a case (a type with a
   * workflow) goes with everything it refers to, a register entry with nothing. Only work that is still open goes along.
   */
  readonly belongsTo?: readonly string[];
  /** Reference field that names the account of the reach `case`: who is assigned sees the record, others of that role do not. */
  readonly caseOf?: string;
  /** Last touch before validation and storing, e.g. dropping what there is no consent for. Pure. */
  readonly prepare?: (data: D) => D;
  /** What is written but not yet submitted is to be submitted so many working days after that business date; null where the draft does not say it. */
  readonly draftDue?: (data: Partial<D>) => { readonly from: string; readonly wd: number } | null;
  /** Fields that a person decides one by one, never a rule and never in bulk (domain.md §2.5 M1). */
  readonly manual?: readonly string[];
  /** What the district looks at when a row arrives (over-spending and the like). */
  readonly arrival?: Arrival<D>;
  /** Reference field that names who cares for the record (联络员, 服务专员); projected as `<field>_id`, handed over in one action. */
  readonly caredBy?: string;
  /** By which values another record of this type may be the same; such types can be merged (shared/duplicates). */
  readonly duplicates?: KeysOf;
  /** What must fit other records on this device; asked when a form is checked and saved, not at the district. */
  readonly beside?: Beside<D>;
  /** What a saved record tells a record it names. */
  readonly tells?: readonly Tells<D>[];
  readonly migrations: readonly Migration[];
  /** Valid data, for the conformance test and for demonstrations. */
  readonly samples: readonly D[];
}

/** Checks the pieces against one another at compile time and forgets the data type, so that the registry can hold it. */
export function defineRecordType<D extends PlainData>(type: RecordType<D>): RecordType {
  return type as unknown as RecordType;
}

export type { Envelope };
