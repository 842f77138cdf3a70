/**
 * Boxes on the disk while they wait for the district: `rescue/boxes/<id>/`, sealed, each with its head, its parts and, when the district
 * has signed for it, its receipt; what a lost scope left stays a while with it, should the district lose it again. A box is there when its folder has its name; what a crash left half made has another one and goes.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { rescueReasons, type RescueReason } from '../../../../shared/rescue/box-format.ts';
import type { SealedWork } from '../../sync/rescue/rescue-before-purge.ts';
import { readFileIfThere, syncFolder, writeFileAtomic } from '../../vault/atomic-file.ts';

const settledMark = 'settled';

/** A state that is safe in a box, so that nothing here waits for it any more. `local`: a draft, by the time of its last key. */
const sealedWork = z.strictObject({
  collection: z.enum(['records', 'events', 'local']),
  id: z.string(),
  mutation: z.string(),
});

const labelSchema = z.strictObject({
  id: z.string(),
  profileId: z.string(),
  reason: z.enum(rescueReasons),
  madeAt: z.iso.datetime(),
  parts: z.int(),
  /** What leaves the profile because it is in here; ids alone. */
  settles: z.array(sealedWork).default([]),
});

export interface KeptBox {
  readonly id: string;
  /** Whose work it is. */
  readonly profileId: string;
  readonly reason: RescueReason;
  /** ISO 8601, by this computer's clock. */
  readonly madeAt: string;
  readonly parts: number;
  readonly settles: readonly SealedWork[];
  /** False: the profile may still hold what is in here as waiting, and would seal it once more. */
  isSettled(): boolean;
  markSettled(): void;
  head(): string;
  part(number: number): string;
  /** The district's signed receipt as it was verified; null: it is still to be delivered. */
  receipt(): string | null;
  /** On the disk when it returns. */
  keepReceipt(receipt: string): void;
  /** The district has lost it: it is to be delivered once more. */
  forgetReceipt(): void;
  remove(): void;
}

export interface BoxFolder {
  /** Complete boxes, oldest first. */
  list(): readonly KeptBox[];
  /** A box in the making. */
  begin(label: Pick<KeptBox, 'id' | 'profileId' | 'reason' | 'madeAt' | 'settles'>): BoxInMaking;
}

export interface BoxInMaking {
  add(part: string): void;
  /** From here on the box is there, whatever happens. */
  finish(head: string): void;
  abandon(): void;
}

export function openBoxFolder(dataDir: string): BoxFolder {
  const folder = join(dataDir, 'rescue', 'boxes');
  return {
    list: () => namesIn(folder).flatMap((name) => keptBox(join(folder, name)) ?? []),
    begin(label) {
      for (const name of namesIn(folder))
        if (name.endsWith('.making')) rmSync(join(folder, name), { recursive: true, force: true });
      const making = join(folder, `${label.id}.making`);
      mkdirSync(making, { recursive: true, mode: 0o700 });
      let parts = 0;
      return {
        add(part) {
          writeSynced(partIn(making, parts), part);
          parts += 1;
        },
        finish(head) {
          writeSynced(join(making, 'head'), head);
          writeSynced(join(making, 'label'), JSON.stringify({ ...label, parts }));
          syncFolder(making);
          renameSync(making, join(folder, label.id));
          syncFolder(folder);
        },
        abandon: () => rmSync(making, { recursive: true, force: true }),
      };
    },
  };
}

function keptBox(folder: string): KeptBox | null {
  if (folder.endsWith('.making') || !existsSync(join(folder, 'label'))) return null;
  const label = labelSchema.parse(JSON.parse(readFileSync(join(folder, 'label'), 'utf8')));
  return {
    ...label,
    isSettled: () => label.settles.length === 0 || existsSync(join(folder, settledMark)),
    markSettled() {
      // Delivered and gone meanwhile: then there is nothing to mark.
      if (existsSync(folder)) writeFileAtomic(join(folder, settledMark), '');
    },
    head: () => readFileSync(join(folder, 'head'), 'utf8'),
    part: (number) => readFileSync(partIn(folder, number), 'utf8'),
    receipt: () => readFileIfThere(join(folder, 'receipt')),
    keepReceipt: (receipt) => writeFileAtomic(join(folder, 'receipt'), receipt),
    forgetReceipt: () => rmSync(join(folder, 'receipt'), { force: true }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function partIn(folder: string, number: number): string {
  return join(folder, `part-${String(number).padStart(5, '0')}`);
}

function writeSynced(path: string, content: string): void {
  const file = openSync(path, 'w', 0o600);
  try {
    writeSync(file, content);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).toSorted() : [];
}
