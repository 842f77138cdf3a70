/** What one device does after the other, on both sides: first sync, nothing new, a day's edits, and changes seen live. */
import { timesOf, type Times } from '../storage/measure.ts';
import type { Child } from './children.ts';
import { documentAt } from './documents.ts';
import { between, type Mark } from './traffic.ts';

export interface Round {
  /** Milliseconds. */
  readonly first: number;
  /** Until a page of the list was there; null where there is none. */
  readonly screen: number | null;
  readonly push: number;
  readonly nothing: Mark;
  readonly firstTraffic: Mark;
}

interface Steps {
  readonly again: string;
  readonly mark: () => Promise<Mark>;
}

export async function measureRound(
  device: Child,
  steps: Steps,
  work: { readonly documents: number; readonly edits: number; readonly mark: string },
): Promise<Round> {
  const name = { name: 'db' };
  const before = await steps.mark();
  const first = await device.ask<{ total: number; screen?: number; held: number }>('first', name);
  if (first.held < work.documents) throw new Error(`only ${first.held} documents arrived`);
  const filled = await steps.mark();
  await device.ask(steps.again, name);
  const nothing = await typicalPass(device, steps);
  await device.ask('edit', { ...name, count: work.edits, mark: work.mark });
  const push = await device.ask<{ total: number }>(steps.again, name);
  return {
    first: first.total,
    screen: first.screen ?? null,
    push: push.total,
    nothing,
    firstTraffic: between(before, filled),
  };
}

/** Of five passes the middle one: a socket that closes late still counts what was said before. */
async function typicalPass(device: Child, steps: Steps): Promise<Mark> {
  const passes: Mark[] = [];
  for (let pass = 0; pass < 5; pass += 1) {
    const before = await steps.mark();
    await device.ask(steps.again, { name: 'db' });
    passes.push(between(before, await steps.mark()));
  }
  const bytes = ({ bytesIn, bytesOut }: Mark) => bytesIn + bytesOut;
  return passes.toSorted((a, b) => bytes(a) - bytes(b))[2] as Mark;
}

export interface Live {
  readonly times: Times;
  /** Milliseconds of the server's processor time per change. */
  readonly cpuPerChange: number;
}

export async function measureLive(
  writer: Child,
  reader: Child,
  mark: () => Promise<Mark>,
  changes: number,
): Promise<Live> {
  await Promise.all([writer.ask('live', { name: 'db' }), reader.ask('live', { name: 'db' })]);
  await pause(1_000);
  const before = await mark();
  const samples: number[] = [];
  for (let index = 0; index < changes; index += 1) {
    const { id } = documentAt(index, 'author');
    const seen = reader.ask<{ at: number }>('seen', { mutation: `${id}.live` });
    const { start } = await writer.ask<{ start: number }>('put', {
      name: 'db',
      id,
      mark: 'live',
    });
    samples.push((await seen).at - start);
    await pause(300 + (index % 5) * 40);
  }
  const { cpu } = between(before, await mark());
  return { times: timesOf(samples), cpuPerChange: (cpu * 1000) / changes };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds));
}
