import { labelOf } from '../../dictionaries/dictionary.ts';
import type { FigureColumn, LedgerSpec } from '../../ledgers/ledger.ts';
import { asList } from '../columns.ts';
import type { PlainData } from '../envelope.ts';
import { generationOf } from './generation.ts';

/** 人员台账: the columns that offices keep of people, in the order of their rosters (domain.md §6, source R1). */
export const personLedger: LedgerSpec = {
  title: { zh: '人员台账', en: 'Ledger of persons' },
  aboutPeople: true,
  columns: [
    'nameCn',
    'sex',
    'birth',
    figure('identityWords', ['侨身份', 'Identity'], (data) =>
      words(data, ({ identity }) => labelOf('identity', String(identity))),
    ),
    figure('identityCountry', ['侨身份国家（地区）', 'Country of the identity'], (data) =>
      words(data, ({ country }) =>
        country === undefined ? '' : labelOf('country', String(country)),
      ),
    ),
    figure('emigratedOn', ['出国时间', 'Emigrated'], (data) =>
      words(data, ({ emigrated }) => String(emigrated ?? '')),
    ),
    figure('returnedOn', ['回国时间', 'Returned'], (data) =>
      words(data, ({ returned }) => String(returned ?? '')),
    ),
    figure('generation', ['老侨新侨', 'Generation'], (data) =>
      labelOf('qiao_gen', generationOf(data).generation),
    ),
    'nationality',
    'phone',
    'household',
    'householdRole',
    'community',
    'liveAddr',
    'domicileAddr',
    'liveCountry',
    'liveState',
    'nativePlace',
    'birthPlace',
    'nameForeign',
    'alias',
    'education',
    'degreeCountry',
    'occupation',
    'employer',
    'socialPosts',
    'kinEmigrated',
    'abroadCity',
    'abroadPosts',
    'abroadField',
    'willing',
    'lastContactOn',
    'contactVia',
    'segment',
    'liaison',
    'verifiedOn',
    'verifyMethod',
    'lastVisitOn',
    'source',
    'thin',
    'noticeVersion',
    'noticeOn',
    'lawfulBasis',
    'note',
    {
      ...figure('idNo', ['身份证号', 'ID number'], (data) =>
        String(asList(data['documents']).find(({ kind }) => kind === 'id')?.['number'] ?? ''),
      ),
      privacy: 3,
    },
    'healthNote',
  ],
  naturalKey: ['nameCn', 'birth', 'sex'],
  notes: ['侨身份只列有效的；已终止的看人员的登记。', '老侨新侨按本人或最近亲属的出国年份计算。'],
};

function figure(
  key: string,
  [zh, en]: readonly [string, string],
  value: (data: PlainData) => string,
): FigureColumn {
  return { key, title: { zh, en }, kind: 'text', value: ({ data }) => value(data) || null };
}

/** Of the identities in force, each once. */
function words(data: PlainData, word: (row: PlainData) => string): string {
  const inForce = asList(data['identities']).filter(
    ({ until, endedReason }) => until === undefined && endedReason !== 'mistake',
  );
  return [...new Set(inForce.map(word))].filter((each) => each !== '').join('、');
}
