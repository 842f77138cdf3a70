/** What people do at their computers. Every text is one of its kind, so that it can be found again. */
import type { Input } from '../../shared/bridge/contract.ts';
import { businessDateOf } from '../../shared/calendar/time-zone.ts';
import type { Envelope, PlainData } from '../../shared/records/envelope.ts';
import { chance, pickOne, type Random } from '../../shared/samples/random.ts';
import type { Dump } from './device-messages.ts';
import { ChildDied } from './family.ts';
import { communities, units } from './people.ts';
import type { Action } from './actions.ts';
import type { Post, Stage } from './stage.ts';

/** Fields of free text: a change shows by its value alone. */
const textFields: Readonly<Record<string, readonly string[]>> = {
  household: ['note', 'houseNo', 'fileNo'],
  suggestion: ['content', 'upwardDoc'],
  visit: ['situation', 'place'],
  person: ['note'],
};

const stepsOf: Readonly<Record<string, readonly string[]>> = {
  suggestion: ['answer', 'adopt', 'explain', 'reopen'],
  visit: ['confirm', 'return', 'submit', 'cancel'],
};

export const addHousehold: Action = async (stage, post, random) => {
  const mark = markOf(stage, random);
  await stage.write(
    post,
    'household.quick',
    {
      headName: `忻${mark}`,
      sex: '2',
      birth: '1953',
      addr: `演示路${mark}号`,
      community: communityOf(post, random),
      phone: '10100000001',
      identity: 'gq',
    },
    null,
  );
};

export const addSuggestion: Action = async (stage, post, random) => {
  const from = await pickRecord(stage, post, random, ['household']);
  await save(stage, post, 'suggestion', {
    ...(from === null ? {} : { from: refTo(from) }),
    channel: 'visit',
    category: 'community',
    content: `希望${markOf(stage, random)}`,
    receivedOn: yesterday(),
  });
};

export const addVisit: Action = async (stage, post, random) => {
  const subject = await pickRecord(stage, post, random, ['household']);
  if (subject === null) return;
  const me = { type: 'user', id: post.seat.userId, label: `${post.seat.login}同志` };
  const wish = { id: 'n1', text: '换楼道灯', category: 'living', route: 'suggestion' };
  await save(
    stage,
    post,
    'visit',
    {
      subject: refTo(subject),
      kind: 'daily',
      mode: 'home',
      visitAt: new Date(Date.now() - 86_400_000).toISOString(),
      place: '家中',
      visitors: [me],
      recorder: me,
      outcome: 'met',
      situation: `身体尚好${markOf(stage, random)}`,
      ...(chance(random, 0.5) ? { needs: [wish] } : {}),
    },
    'submit',
  );
};

export const editSomething: Action = async (stage, post, random) => {
  const record = await pickRecord(stage, post, random, Object.keys(textFields));
  if (record === null) return;
  const fields = textFields[record.type] ?? [];
  const change: PlainData = { [pickOne(random, fields)]: markOf(stage, random) };
  if (chance(random, 0.3)) change[pickOne(random, fields)] = markOf(stage, random);
  await stage.edit(post, {
    type: record.type,
    id: record.id,
    change,
    action: null,
    opinion: '',
  });
};

/** Everybody who has the record changes the same of it before anybody has heard of the others; then all sync. */
export const meetOnOneRecord: Action = async (stage, post, random) => {
  const record = await pickRecord(stage, post, random, ['household', 'suggestion']);
  if (record === null) return;
  const field = pickOne(random, textFields[record.type] ?? []);
  const about = { type: record.type, id: record.id };
  for (const each of stage.posts) {
    const fate = random();
    if (fate < 0.1)
      await stage.write(each, 'records.remove', { ...about, reason: '登记重复' }, record.id);
    else if (fate < 0.3 && record.type === 'suggestion') {
      const change = { reply: `答复${markOf(stage, random)}`, repliedOn: yesterday() };
      await stage.edit(each, { ...about, change, action: 'answer', opinion: '' });
    } else {
      const change = { [field]: markOf(stage, random) };
      await stage.edit(each, { ...about, change, action: null, opinion: '' });
    }
  }
  for (const each of stage.posts) if (chance(random, 0.7)) stage.syncMeanwhile(each);
};

export const moveHousehold: Action = async (stage, post, random) => {
  const record = await pickRecord(stage, post, random, ['household']);
  if (record === null) return;
  const change = { community: communityOf(post, random) };
  await stage.edit(post, { type: 'household', id: record.id, change, action: null, opinion: '' });
};

export const removeSomething: Action = async (stage, post, random) => {
  const record = await pickRecord(stage, post, random, ['household', 'suggestion', 'person']);
  if (record === null) return;
  await stage.write(
    post,
    'records.remove',
    { type: record.type, id: record.id, reason: '登记重复' },
    record.id,
  );
};

export const takeStep: Action = async (stage, post, random) => {
  const record = await pickRecord(stage, post, random, Object.keys(stepsOf));
  if (record === null) return;
  const action = pickOne(random, stepsOf[record.type] ?? []);
  if (action === 'answer') {
    const change = { reply: `答复${markOf(stage, random)}`, repliedOn: yesterday() };
    await stage.edit(post, { type: record.type, id: record.id, change, action, opinion: '' });
    return;
  }
  const opinion = `意见${markOf(stage, random)}`;
  await stage.write(
    post,
    'records.act',
    { type: record.type, id: record.id, action, opinion },
    record.id,
  );
};

/** One side of one field of an open conflict card; now and then of one that was decided before. */
export const chooseSide: Action = async (stage, post, random) => {
  const dump = await look(post);
  const open = (dump?.cards ?? []).flatMap((card) =>
    card.kind === 'clash'
      ? card.clashes.map(({ field }) => ({ id: card.id, field, recordId: card.recordId }))
      : [],
  );
  if (open.length === 0) return;
  const { id, field, recordId } = pickOne(random, open);
  const choice = chance(random, 0.5) ? 'mine' : 'theirs';
  await stage.write(post, 'sync.choose', { cardId: id, field, choice }, recordId);
};

async function save(
  stage: Stage,
  post: Post,
  type: string,
  data: PlainData,
  action: string | null = null,
): Promise<void> {
  const input: Input<'records.save'> = {
    type,
    id: null,
    data: data as Input<'records.save'>['data'],
    draftId: null,
    baseMutation: null,
    baseData: null,
    action,
    opinion: '',
  };
  await stage.write(post, 'records.save', input, null);
}

/** Of what lies on this computer; rather what somebody has just touched, so that people meet. */
async function pickRecord(
  stage: Stage,
  post: Post,
  random: Random,
  types: readonly string[],
): Promise<Envelope | null> {
  const dump = await look(post);
  const fitting = (dump?.records ?? [])
    .filter(({ type }) => types.includes(type))
    .toSorted((a, b) => a.id.localeCompare(b.id));
  if (fitting.length === 0) return null;
  const recent = stage.ledger.recent();
  const hot = fitting.filter(({ id }) => recent.includes(id));
  return pickOne(random, hot.length > 0 && chance(random, 0.7) ? hot : fitting);
}

/** Null when the computer is off, dies, or nobody is signed in. */
async function look(post: Post): Promise<Dump | null> {
  const { device } = post;
  if (device === null) return null;
  try {
    return await device.ask('dump', null);
  } catch (error) {
    if (error instanceof ChildDied || String(error).includes('nobody is signed in')) return null;
    throw error;
  }
}

function communityOf(post: Post, random: Random): string {
  const access = post.access.at(-1);
  if (access !== undefined && access.community !== '') return access.community;
  const ofUnit = communities[access?.unit ?? ''] ?? [];
  return pickOne(random, ofUnit.length > 0 ? ofUnit : (communities[units.wangchun] ?? []));
}

function markOf(stage: Stage, random: Random): string {
  return `${stage.ledger.written.length}x${Math.floor(random() * 1e6).toString(36)}`;
}

function yesterday(): string {
  return businessDateOf(new Date(Date.now() - 86_400_000).toISOString());
}

function refTo(record: Envelope): PlainData {
  return { type: record.type, id: record.id, label: '某户' };
}
