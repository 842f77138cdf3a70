/**
 * Child process: an office at work. Writes records with their events through the product's own unit of work and tells its parent
 * about each, until it is killed without warning. A full disk does not stop it: it tries again, as people do.
 */
import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { createUnitOfWork } from '../../main/core/documents/unit-of-work.ts';
import { storageErrorCode } from '../../main/core/storage/index.ts';
import { chance, createRandom, pickOne } from '../../shared/samples/random.ts';
import { ok } from '../../shared/result.ts';
import { openOfficeStore } from './open-office-store.ts';
import { eventOf, personAfter, type Line, type Operation } from './operations.ts';

const [folder = '', prefix = '', seed = '0', backupAfter = '0', known = '[]'] =
  process.argv.slice(2);
const random = createRandom(Number(seed));
const living = new Set(JSON.parse(known) as string[]);

const opened = await openOfficeStore(folder, false);
if (!opened.ok) throw new Error(`the store did not open: ${opened.error.code}`);
const { store, keeping } = opened.value;
let current: Operation | null = null;
const work = createUnitOfWork({
  store,
  now: () => Date.parse('2026-11-23T02:00:00Z'),
  newId: () => (current === null ? 'none' : eventOf(current)),
  actor: () => ({
    userId: 'officer',
    name: '励海平',
    unit: '330203008',
    community: '',
    roles: ['O'],
  }),
  device: 'device-1',
});

// Synchronous, so that a line is out before the next step begins.
const say = (line: Line) => void writeSync(1, `${JSON.stringify(line)}\n`);

for (let number = 0; ; number += 1) {
  const operation = nextOperation(number);
  say({ say: 'begin', operation });
  const code = await carryOut(operation);
  if (code === null) {
    if (operation.kind === 'put') living.add(operation.id);
    else living.delete(operation.id);
    say({ say: 'done', operation });
  } else {
    say({ say: 'refused', operation, code });
    if (code !== 'E_DISK_FULL') throw new Error(`a write was refused with ${code}`);
    say({ say: 'full' });
    await pause(20);
  }
  if (number + 1 === Number(backupAfter) && (await keeping.backUp('timed')).ok)
    say({ say: 'backup' });
}

function nextOperation(number: number): Operation {
  const name = `${prefix}x${number}`;
  const old = living.size > 0 && chance(random, 0.4) ? pickOne(random, [...living]) : null;
  if (old === null) return { name, kind: 'put', id: `person-${name}` };
  return { name, kind: chance(random, 0.2) ? 'remove' : 'put', id: old };
}

async function carryOut(operation: Operation): Promise<string | null> {
  current = operation;
  try {
    await work.run(async (job) => {
      const record = personAfter(operation);
      if (operation.kind === 'put') await job.putRecord(record);
      else await job.removeRecord(record);
      job.addEvent(operation.kind === 'put' ? 'edit' : 'remove', record, { by: operation.name });
      return ok(null);
    });
    return null;
  } catch (error) {
    const code = storageErrorCode(error);
    if (code === undefined) throw error;
    return code;
  }
}
