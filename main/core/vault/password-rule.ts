/** How long a new password must be on this computer. Existing ones are never refused by it. */

/**
 * Shortest new password in characters: 10 as at the district, 14 where no secret store of the system guards the device secret,
 * because there a copied folder can be guessed at elsewhere.
 */
export function minimumPassword({ sealedBySystem }: { readonly sealedBySystem: boolean }): number {
  return sealedBySystem ? 10 : 14;
}

/** Whether a store of that name guards anything; Electron's `basic_text` encrypts under a key that everybody knows. */
export function isSealedBySystem(protection: string): boolean {
  return !['file', 'none', 'basic_text', 'unknown'].includes(protection);
}
