/** Delivers boxes one after the other, whoever's they are. A box that the district has signed for goes, unless it is to be kept. */
import { ok } from '../../../../shared/result.ts';
import type { Answer } from '../../sync/district-client.ts';
import type { KeptBox } from './box-folder.ts';
import { deliverBox, type DeliveryDeps } from './deliver-box.ts';

export interface DeliveryProgress {
  /** Parts. */
  readonly done: number;
  readonly total: number;
}

/** The first failure ends it; the next call goes on from there. */
export async function deliverWaiting(
  deps: DeliveryDeps,
  boxes: readonly KeptBox[],
  onProgress: (progress: DeliveryProgress) => void = () => undefined,
  keeps: (box: KeptBox) => boolean = () => false,
): Promise<Answer<null>> {
  const total = boxes.reduce((sum, box) => sum + box.parts, 0);
  let before = 0;
  for (const box of boxes) {
    const done = await deliverBox(deps, box, (parts) =>
      onProgress({ done: before + parts, total }),
    );
    if (!done.ok) return done;
    before += box.parts;
    if (!keeps(box)) box.remove();
  }
  return ok(null);
}
