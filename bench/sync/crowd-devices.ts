/** Hundreds of simulated devices in one process. node crowd-devices.ts SERVER */
import { timesOf } from '../storage/measure.ts';
import { serve } from './child-side.ts';
import { joinDistrict, type SimulatedDevice } from './simulated-device.ts';

const server = process.argv[2] ?? '';
const devices: SimulatedDevice[] = [];
let days = new AbortController();

serve({
  async join({ codes }: { codes: readonly string[] }) {
    for (const code of codes) devices.push(await joinDistrict(server, code));
    return devices.length;
  },
  /** Everybody reads everything at once. */
  async readAll({ rows }: { rows: number }) {
    const start = performance.now();
    let waits = 0;
    await Promise.all(
      devices.map(async (device) => {
        const read = await device.readAll();
        if (read.rows < rows) throw new Error(`only ${read.rows} rows came`);
        waits += read.waits;
      }),
    );
    return { waits, last: performance.now() - start };
  },
  /** One after the other syncs as on any day, twenty times a second at most, until it is enough. */
  async days() {
    days = new AbortController();
    const { signal } = days;
    const samples: number[] = [];
    for (let turn = 0; !signal.aborted; turn += 1) {
      const began = performance.now();
      await devices[turn % devices.length]?.day(3);
      samples.push(performance.now() - began);
      await new Promise((resolve) => void setTimeout(resolve, 50));
    }
    return { daily: timesOf(samples), syncs: samples.length };
  },
  async enough() {
    days.abort();
    return true;
  },
  /** Milliseconds, of one device that has the server for itself. */
  async costs({ times }: { times: number }) {
    const [device] = devices;
    if (device === undefined) throw new Error('nobody has joined');
    const measured: Record<string, number> = {};
    for (const what of ['ask', 'page', 'day'] as const) {
      const samples: number[] = [];
      for (let turn = 0; turn < times; turn += 1) {
        const began = performance.now();
        await device[what](3);
        samples.push(performance.now() - began);
      }
      measured[what] = timesOf(samples).median;
    }
    return measured;
  },
});
