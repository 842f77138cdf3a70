/** The documents that both sides carry: persons of one street, 900 bytes of JSON on average, mostly Chinese. Deterministic. */
import type { Envelope } from '../../shared/records/envelope.ts';

export const street = '330203008';
const community = '330203008001';

const surnames = '虞忻乐竺史励陈王张李赵钱孙周吴郑冯蒋沈韩';
const given = '菊兰德茂小龙一辰红勤海平明国建华秀珍志强丽芬永康文斌雅琴';
const words =
  '走访时家中老人身体尚好子女在国外工作希望协助办理证件并反映小区停车困难愿意参加侨联活动';
const at = '2026-11-20T02:00:00.000Z';

/** A small generator of its own, so that the same index is the same document everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = (seed + 1) * 0x9e3779b1;
  return (below) => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5;
    return ((state ^ (state >>> 13)) >>> 0) % below;
  };
}

function textOf(next: (below: number) => number, from: string, length: number): string {
  let text = '';
  for (let index = 0; index < length; index += 1) text += from[next(from.length)] ?? '';
  return text;
}

/** Person `index` as `author` recorded it. */
export function documentAt(index: number, author: string): Envelope {
  const next = numbers(index);
  const id = `0199aaaa-0000-7000-8000-${String(index).padStart(12, '0')}`;
  return {
    id,
    type: 'person',
    unit: street,
    community,
    state: 'active',
    bizNo: '',
    class: 'internal',
    isDemo: true,
    schemaVersion: 1,
    version: 1,
    mutation: `${id}.1`,
    createdAt: at,
    createdBy: author,
    updatedAt: at,
    updatedBy: author,
    device: 'bench',
    data: {
      nameCn: textOf(next, surnames, 1) + textOf(next, given, 2),
      sex: String(1 + next(2)),
      birth: String(1930 + next(70)),
      nationality: 'CHN',
      liveCountry: 'CHN',
      liveState: 'in',
      segment: 'A',
      liaison: { type: 'user', id: author, label: '史红勤' },
      identities: [{ id: 'i1', identity: 'gq', country: 'IDN', verifyLevel: 'self' }],
      phone: `101${String(next(100_000_000)).padStart(8, '0')}`,
      community,
      liveAddr: `演示路${1 + next(99)}弄${1 + next(30)}号`,
      verifiedOn: '2026-08-22',
      verifyMethod: 'visit',
      source: 'visit',
      note: textOf(next, words, 1 + next(14)),
    },
  };
}

export function documentsFrom(first: number, count: number, author: string): Envelope[] {
  return Array.from({ length: count }, (_, index) => documentAt(first + index, author));
}

/** The next state of a document: the same edit on both sides. */
export function editOf<T extends Envelope>(document: T, mark: string): T {
  const note = document.data['note'];
  return {
    ...document,
    version: document.version + 1,
    mutation: `${document.id}.${mark}`,
    data: { ...document.data, note: `${typeof note === 'string' ? note : ''}${mark}` },
  };
}
