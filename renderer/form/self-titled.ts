/** Widgets that say what they are themselves, so that a label above would only repeat the section's title. */
export const selfTitled: ReadonlySet<string> = new Set([
  'consentGate',
  'needsTable',
  'giftsTable',
  'items',
  'itemCards',
  'files',
  'photos',
]);
