/** Texts are written as `key: [中文, English]`, as in the dictionaries. */
import { table } from '../dictionaries/table.ts';
import type { RecordTexts } from './record-type.ts';

type Rows = Readonly<Record<string, readonly [zh: string, en: string]>>;

export interface TextRows {
  readonly name: readonly [string, string];
  readonly newOne: readonly [string, string];
  readonly empty: readonly [string, string];
  readonly fields: Rows;
  readonly items?: Rows;
  readonly sections: Rows;
  readonly columns: Rows;
  readonly views: Rows;
  readonly states: Rows;
  readonly actions?: Rows;
  readonly problems?: Rows;
  readonly hints?: Rows;
}

/** Base columns have the same name everywhere. */
const baseColumns: Rows = {
  biz_no: ['编号', 'Number'],
  state_label: ['状态', 'State'],
  community_name: ['社区', 'Community'],
  updated: ['最近修改', 'Last change'],
  due_on: ['期限', 'Due'],
  warn_on: ['预警日', 'Warning from'],
  clock_stopped: ['停钟', 'Clock stopped'],
};

export function recordTexts(rows: TextRows): RecordTexts {
  const one = ([zh, en]: readonly [string, string]) => ({ zh, en });
  return {
    name: one(rows.name),
    newOne: one(rows.newOne),
    empty: one(rows.empty),
    fields: table(rows.fields),
    items: table(rows.items ?? {}),
    sections: table(rows.sections),
    columns: table({ ...baseColumns, ...rows.columns }),
    views: table(rows.views),
    states: table(rows.states),
    actions: table(rows.actions ?? {}),
    problems: table(rows.problems ?? {}),
    hints: table(rows.hints ?? {}),
  };
}
