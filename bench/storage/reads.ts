/** Lists, facets and every kind of search, through the services. */
import { listRecords } from '../../main/core/services/lists/list-records.ts';
import { findRecords } from '../../main/core/services/search.ts';
import { value, type Office } from '../../main/core/services/testing/open-office.ts';
import { repeat, type Times } from './measure.ts';

export interface Reads {
  readonly page: Times;
  readonly facets: Times;
  readonly search: Readonly<Record<string, Times>>;
}

const queries: Readonly<Record<string, readonly string[]>> = {
  'one character': ['虞', '陈', '忻'],
  'two characters': ['明国', '建华', '秀珍'],
  'full pinyin': ['yumingguo', 'chenjian', 'wangxiu'],
  initials: ['ymg', 'cjh', 'wxz'],
  'several readings': ['shan', 'yue', 'le'],
  'ID tail': ['002X', '1234', '9015'],
  'phone fragment': ['10100', '0001', '4567'],
  address: ['演示路18', '演示路9弄', '三社区'],
  'credit code': ['91330', 'MA2', '0203'],
  'two words': ['虞 演示路', '陈 ming', 'wang 望春'],
  nothing: ['魑魅魍魉', 'zzzzqq', '99887766'],
};

export async function measureReads({ context }: Office): Promise<Reads> {
  const states = ['in', 'abroad'];
  const page = await repeat(60, async (index) =>
    value(
      await listRecords(context, {
        type: 'person',
        where: [{ column: 'live_state', op: '=', value: states[index % 2] ?? 'in' }],
        sort: [{ column: 'name', dir: index % 4 < 2 ? 'asc' : 'desc' }],
        offset: (index % 5) * 50,
        limit: 50,
      }),
    ),
  );
  const facets = await repeat(20, async () =>
    value(
      await listRecords(context, { type: 'person', where: [], offset: 0, limit: 1, facets: true }),
    ),
  );
  const search: Record<string, Times> = {};
  for (const [kind, texts] of Object.entries(queries))
    search[kind] = await repeat(30, async (index) =>
      value(
        await findRecords(context, {
          text: texts[index % texts.length] ?? '',
          types: [],
          limit: 20,
        }),
      ),
    );
  return { page, facets, search };
}
