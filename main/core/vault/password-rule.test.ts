import { expect, it } from 'vitest';
import { isSealedBySystem, minimumPassword } from './password-rule.ts';

it('demands a passphrase for new passwords where no system store guards the device secret', () => {
  const least = (protection: string) =>
    minimumPassword({ sealedBySystem: isSealedBySystem(protection) });
  expect(['darwin', 'win32', 'gnome_libsecret', 'kwallet6'].map(least)).toEqual([10, 10, 10, 10]);
  expect(['file', 'none', 'basic_text', 'unknown'].map(least)).toEqual([14, 14, 14, 14]);
});
