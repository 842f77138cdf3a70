/**
 * `npm run bench:sync`: our devices and district beside PouchDB with a CouchDB-protocol server, the same documents on the same
 * machine in one run, taken in turns. Ends with one line of JSON. `--quick`: fewer documents, for a first look.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { atLeast, atMost, tableOf, type Goal } from './storage/goals.ts';
import { startOurs } from './sync/our-side.ts';
import { measureCrowd, measureGrowth, type Crowd } from './sync/crowd.ts';
import { installPeer, kinds, startPeer, type Kind } from './sync/peer-side.ts';
import { measureLive, measureRound, type Live, type Round } from './sync/rounds.ts';
import type { Mark } from './sync/traffic.ts';

const { values } = parseArgs({ options: { quick: { type: 'boolean', default: false } } });
const documents = values.quick ? 2_000 : 100_000;
const edits = values.quick ? 500 : 5_000;
const changes = values.quick ? 15 : 50;
const crowd = values.quick ? { devices: 20, rows: 2_000 } : { devices: 300, rows: 10_000 };
const sizes = values.quick ? [1_000, 10_000] : [1_000, 10_000, 100_000, 1_000_000];
const folder = mkdtempSync(join(tmpdir(), 'qiaobang-bench-'));
const say = (line: string) => process.stdout.write(`${line}\n`);

async function run(): Promise<Goal[]> {
  const peer = installPeer() ? await startPeer(folder, documents) : null;
  if (peer === null) say('the peer could not be installed: its goals are not measured');
  const ours = await startOurs(folder, documents);
  try {
    const peers = new Map<Kind, Round>();
    const peerMark = () =>
      peer === null ? Promise.reject(new Error()) : peer.server.ask<Mark>('mark');
    for (const kind of peer === null ? [] : kinds) {
      const device = await peer?.device(kind, `peer-${kind.replaceAll(' ', '-')}`);
      if (device === undefined) continue;
      const steps = { again: 'sync', mark: peerMark };
      peers.set(kind, await measureRound(device, steps, { documents, edits, mark: kind }));
      await device.end();
      say(`peer, ${kind}: ${told(peers.get(kind))}`);
    }
    const device = await ours.device('ours-1');
    const steps = { again: 'again', mark: ours.mark };
    const round = await measureRound(device, steps, { documents, edits, mark: 'ours' });
    say(`ours: ${told(round)}`);

    const reader = await ours.device('ours-2');
    const live = await measureLive(device, reader, ours.mark, changes);
    await Promise.all([device.end(), reader.end()]);
    let peerLive: Live | null = null;
    if (peer !== null) {
      const pair = await Promise.all([
        peer.device('as it comes', 'peer-as-it-comes'),
        peer.device('as it comes', 'peer-tuned'),
      ]);
      peerLive = await measureLive(pair[0], pair[1], peerMark, changes);
      await Promise.all(pair.map((each) => each.end()));
    }
    say(`live: ours ${JSON.stringify(live)}\n      peer ${JSON.stringify(peerLive)}`);
    const [plain, tuned] = kinds.map((kind) => peers.get(kind));
    const ratio = (theirs: number | undefined, mine: number) =>
      theirs === undefined ? null : theirs / mine;
    const { nothing } = round;
    return [
      atLeast(
        'first two-way sync, times faster than the peer',
        ratio(plain?.first, round.first),
        5,
        '×',
      ),
      atLeast('first two-way sync, than the tuned peer', ratio(tuned?.first, round.first), 3, '×'),
      atMost('first useful screen', round.screen, 5_000, 'ms'),
      atLeast('push of edits, than the tuned peer', ratio(tuned?.push, round.push), 3, '×'),
      atMost('nothing new, requests', nothing.requests, 2, ''),
      atMost('nothing new, bytes', nothing.bytesIn + nothing.bytesOut, 2_048, 'B'),
      atMost(
        'seen live, p95 against the peer',
        peerLive === null ? null : live.times.p95 / peerLive.times.p95,
        1,
        '×',
      ),
      atMost(
        'server time per change against the peer',
        peerLive === null ? null : live.cpuPerChange / peerLive.cpuPerChange,
        0.5,
        '×',
      ),
    ];
  } finally {
    await ours.close();
    await peer?.server.end();
  }
}

function toldOfCrowd({ daily, syncs, waits, last, cpuPerDevice, peak }: Crowd): string {
  return JSON.stringify({
    dailyMs: { median: Math.round(daily.median), p95: Math.round(daily.p95) },
    syncs,
    askedToWait: waits,
    allDoneSeconds: Math.round(last / 1000),
    serverSecondsPerThousandDevices: Math.round(cpuPerDevice * 1000),
    serverPeakMegabytes: Math.round(peak),
  });
}

function told(round: Round | undefined): string {
  if (round === undefined) return 'not measured';
  const { firstTraffic: traffic, nothing } = round;
  return JSON.stringify({
    firstMs: Math.round(round.first),
    pushMs: Math.round(round.push),
    bytesPerDocument: Math.round((traffic.bytesIn + traffic.bytesOut) / documents),
    requests: traffic.requests,
    serverSeconds: traffic.cpu,
    nothing: { requests: nothing.requests, bytes: nothing.bytesIn + nothing.bytesOut },
  });
}

try {
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? '?'}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
  );
  say(`${documents} documents, ${edits} edits`);
  const goals = await run();
  const many = await measureCrowd(crowd.devices, crowd.rows);
  say(`${crowd.devices} first syncs of ${crowd.rows} rows beside daily ones: ${toldOfCrowd(many)}`);
  goals.push(atMost('daily sync in a crowd, p95', many.daily.p95, 1_000, 'ms'));
  for (const { rows, ask, page, day } of await measureGrowth(sizes))
    say(
      `${rows} rows in a street: nothing new ${ask.toFixed(1)} ms, a page ${page.toFixed(1)} ms, a day ${day.toFixed(1)} ms`,
    );
  say(tableOf(goals));
  say(JSON.stringify({ bench: 'sync', goals }));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
