/** A child process that saves drafts as fast as it can and says each one only after the answer; it is killed in the middle. */
import { writeSync } from 'node:fs';
import { createDrafts } from '../drafts.ts';
import { openProfileStore } from '../../safekeeping/open-profile-store.ts';
import { createLocalValues } from '../../documents/local-values.ts';

const [folder = '', keyHex = ''] = process.argv.slice(2);
const now = () => Date.now();
const opened = await openProfileStore({
  folder,
  isNew: true,
  key: new Uint8Array(Buffer.from(keyHex, 'hex')),
  cipher: 'aegis256',
  now: () => new Date().toISOString(),
});
if (!opened.ok) throw new Error(opened.error.code);
const { store } = opened.value;
const drafts = createDrafts({
  store,
  local: createLocalValues({ store, now }),
  now,
});
for (let count = 1; ; count += 1) {
  const id = `d${count % 7}`;
  const saved = await drafts.save({
    id,
    type: 'visit',
    recordId: null,
    baseMutation: null,
    baseData: null,
    data: { situation: `第${count}次` },
    title: String(count),
  });
  if (saved.ok) writeSync(1, `${id} ${count}\n`);
}
