import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { isCheaper, openSlot, sealSlot, type SlotBinding } from './key-slot.ts';
import { redacted } from './redacted.ts';
import { cheapest } from './testing/temp-vault.ts';

const random = (bytes: number) => new Uint8Array(randomBytes(bytes));
const password = redacted('口令-2026');
const key = redacted(random(32));
const binding: SlotBinding = {
  deviceSecret: redacted(random(32)),
  header: 'header',
  owner: 'user|device',
};
const slot = () =>
  sealSlot({ ...binding, key, password, number: 1, spare: false, cost: cheapest, random });

it('opens with password, device secret, header and owner together, and with none of them other', async () => {
  const sealed = await slot();
  expect((await openSlot(sealed, password, binding))?.reveal()).toEqual(key.reveal());
  expect(await openSlot(sealed, redacted('口令-2027'), binding)).toBeNull();
  const others: Partial<SlotBinding>[] = [
    { deviceSecret: redacted(random(32)) },
    { header: 'Header' },
    { owner: 'user|other' },
  ];
  for (const other of others)
    expect(await openSlot(sealed, password, { ...binding, ...other })).toBeNull();
});

it('never seals twice alike, and each with a salt of its own', async () => {
  const [one, other] = [await slot(), await slot()];
  expect(one.kdf.salt).not.toBe(other.kdf.salt);
  expect(one.nonce).not.toBe(other.nonce);
  expect(one.sealed).not.toBe(other.sealed);
});

it('knows which slot is below the cost of today', async () => {
  const sealed = await slot();
  expect(isCheaper(sealed, cheapest)).toBe(false);
  expect(isCheaper(sealed, { ...cheapest, p: 2 })).toBe(true);
});
