/** What a package may hold, and must: nothing else has any business on an office's computer. */

/** Always there. */
const REQUIRED = [
  'package.json',
  'out/main/index.js',
  'out/main/core-worker.js',
  'out/main/table-worker.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
  'out/renderer/icon.svg',
  'node_modules/better-sqlite3-multiple-ciphers/package.json',
  'node_modules/better-sqlite3-multiple-ciphers/LICENSE',
  'node_modules/better-sqlite3-multiple-ciphers/lib/index.js',
];

/** May be there as well: files that the bundler names by their content, and the rest of the one package that is not bundled. */
const ALLOWED = [
  /^out\/main\/chunks\/[\w.-]+-[\w-]{8}\.js$/,
  /^out\/renderer\/assets\/[\w.-]+-[\w-]{8}\.(?:js|css|svg|png|woff2)$/,
  /^node_modules\/better-sqlite3-multiple-ciphers\/lib\/[\w/-]+\.js$/,
];

export interface FileDifference {
  readonly missing: string[];
  readonly unexpected: string[];
}

/** Compares a package's files (relative, forward slashes) with the list; `addon` is the one prebuilt binary of the target. */
export function compareFiles(files: readonly string[], addon: string): FileDifference {
  const required = [...REQUIRED, addon];
  const known = new Set(required);
  return {
    missing: required.filter((file) => !files.includes(file)),
    unexpected: files.filter(
      (file) => !known.has(file) && !ALLOWED.some((shape) => shape.test(file)),
    ),
  };
}
