/** Brings a box to the district part by part, and believes that it is there only when the district has signed for it. */
import { createHash } from 'node:crypto';
import { rescueReceipt } from '../../../../shared/rescue/box-format.ts';
import {
  rescueStanding,
  type RescueStanding,
} from '../../../../shared/rescue/delivery-protocol.ts';
import { err, ok } from '../../../../shared/result.ts';
import type { SigningKey } from '../../../../shared/sync/district-keys.ts';
import type { Answer, DistrictClient } from '../../sync/district-client.ts';
import { measuredServerTime } from '../../sync/token-keeper.ts';
import { verifySigned } from '../../vault/sealing.ts';
import type { KeptBox } from './box-folder.ts';

export interface DeliveryDeps {
  readonly client: Pick<DistrictClient, 'askOpen' | 'clockOffset' | 'health'>;
  readonly deviceProof: (serverNow: number) => Promise<string>;
  readonly device: { readonly deviceId: string; readonly instance: string };
  readonly signing: SigningKey;
  readonly now: () => number;
}

/** The receipt is on the disk when it answers ok. Cut off anywhere, it goes on from where the district stands. */
export async function deliverBox(
  deps: DeliveryDeps,
  box: KeptBox,
  onProgress: (parts: number) => void,
): Promise<Answer<null>> {
  if (box.receipt() !== null) return ok(null);
  const head = box.head();
  const ask = async (step: string, body: object): Promise<Answer<RescueStanding>> => {
    const deviceProof = await deps.deviceProof(await measuredServerTime(deps));
    return deps.client.askOpen(`/v1/rescue/${step}`, rescueStanding, { ...body, deviceProof });
  };
  let standing = await ask('begin', { head });
  while (standing.ok && standing.value.receipt === null && standing.value.next < box.parts) {
    const number = standing.value.next;
    onProgress(number);
    standing = await ask('part', { boxId: box.id, number, part: box.part(number) });
    if (standing.ok && standing.value.next <= number)
      return err({ code: 'E_SERVER_TROUBLE', params: { status: 0 } });
  }
  if (standing.ok && standing.value.receipt === null)
    standing = await ask('finish', { boxId: box.id });
  if (!standing.ok) return standing;
  const { receipt } = standing.value;
  if (receipt === null || !(await isFor(deps, box, head, receipt)))
    return err({ code: 'E_SERVER_REPLACED' });
  box.keepReceipt(receipt);
  return ok(null);
}

/** Signed by our district, for this device, this box, and exactly this content. */
async function isFor(
  { signing, device }: DeliveryDeps,
  box: KeptBox,
  head: string,
  receipt: string,
): Promise<boolean> {
  const signed = await verifySigned(signing, receipt, rescueReceipt);
  return (
    signed !== null &&
    signed.boxId === box.id &&
    signed.deviceId === device.deviceId &&
    signed.instance === device.instance &&
    signed.head === createHash('sha256').update(head).digest('hex')
  );
}
