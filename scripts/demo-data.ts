/**
 * `npm run demo:data -- --scale street|district|stress --seed N --out DIR`: synthetic records, events and master records as lines of
 * JSON, and a manifest with counts and the planted oddities. The same seed and day give the same bytes on every machine; nobody in
 * it can exist. Written street by street, so the memory it takes does not grow with the size.
 */
import { parseArgs } from 'node:util';
import { scales, type Scale } from '../shared/samples/street/scales.ts';
import { writeDataSet } from './data/write-data-set.ts';

const usage =
  '用法：npm run demo:data -- --scale street|district|stress --seed 整数 --out 文件夹 [--today 2026-11-24]\n';

const { values } = parseArgs({
  options: {
    scale: { type: 'string', default: 'street' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string' },
    today: { type: 'string', default: '2026-11-24' },
  },
});
const seed = Number(values.seed);
const isScale = (text: string): text is Scale => (scales as readonly string[]).includes(text);
if (!isScale(values.scale) || !Number.isInteger(seed) || values.out === undefined) {
  process.stderr.write(usage);
  process.exit(2);
}
const manifest = writeDataSet({
  scale: values.scale,
  seed,
  today: values.today,
  folder: values.out,
  print: (line) => process.stdout.write(`${line}\n`),
});
process.stdout.write(`${JSON.stringify(manifest.counts)}\n`);
