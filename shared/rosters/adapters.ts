/**
 * Where a roster comes from: the headings that its source uses beside the usual ones, and how its words are read. An office's own tables
 * need nothing but the usual. The provincial 侨情管理信息系统 exports a format that nobody could show us yet (domain.md §7, not
 * confirmed 9): its place is here, unconfirmed and without guesses, until somebody does; whoever maps such a file once has the mapping kept.
 */
import type { Bilingual } from '../texts/bilingual.ts';

export interface RosterAdapter {
  readonly key: string;
  readonly title: Bilingual;
  /** False: nobody has confirmed the format; the page says 待确认. */
  readonly isConfirmed: boolean;
  /** Headings of this source by the roster's column. */
  readonly headings: Readonly<Record<string, readonly string[]>>;
  /** Last touch on a row's cells before they are read, e.g. codes of that source put into words. */
  readonly prepare?: (cells: ReadonlyMap<string, string>) => ReadonlyMap<string, string>;
}

export const rosterAdapters: readonly RosterAdapter[] = [
  {
    key: 'office',
    title: { zh: '街道自己的花名册', en: 'Roster of an office' },
    isConfirmed: true,
    headings: {},
  },
  {
    key: 'provincial',
    title: {
      zh: '省侨情系统导出（格式待确认）',
      en: 'Export of the provincial system (format not confirmed)',
    },
    isConfirmed: false,
    headings: {},
  },
];
