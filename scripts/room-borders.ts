// Who may import whom. One table of rooms and one check; the tsconfigs and the linter say part of it again,
// this says all of it, and its test is the wall.
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';

/** One import statement: what it asks for, and whether only for types. */
export type ImportStatement = { specifier: string; typeOnly: boolean };

/** One forbidden import. */
export type Violation = { file: string; specifier: string; why: string };

/** What a room may import besides itself: other rooms by path prefix, and packages by name. */
type Room = {
  path: string;
  rooms: readonly string[];
  /** `null`: any installed package but those of `NEVER`. */
  packages: readonly string[] | null;
  node: boolean;
};

const CORE = 'main/core';

/** The first room whose path is a prefix of a file owns it, so inner rooms stand before outer ones. */
const ROOMS: readonly Room[] = [
  { path: 'shared', rooms: [], packages: ['zod'], node: false },
  core('bridge', ['services']),
  core('services', ['storage', 'sync', 'vault', 'safekeeping', 'files']),
  core('sync', ['storage', 'files']),
  core('files', ['vault']),
  core('storage', []),
  core('vault', []),
  core('safekeeping', ['storage']),
  { path: CORE, rooms: ['shared', CORE], packages: null, node: true },
  {
    path: 'main/desktop',
    rooms: [CORE, 'shared'],
    packages: ['electron', 'electron-log', 'electron-updater'],
    node: true,
  },
  { path: 'main/tab', rooms: [CORE, 'shared'], packages: null, node: true },
  { path: 'renderer', rooms: ['shared'], packages: null, node: false },
  { path: 'server', rooms: ['shared'], packages: null, node: true },
  { path: 'e2e', rooms: ['shared', 'scripts', 'server', 'main'], packages: null, node: true },
  { path: 'bench', rooms: ['shared', 'scripts', 'server', 'main', 'renderer'], packages: null, node: true },
  { path: 'fuzz', rooms: ['shared', 'scripts', 'server', 'main'], packages: null, node: true },
  { path: 'scripts', rooms: ['shared', 'server', 'main'], packages: null, node: true },
];

/** Packages that are at home in some rooms only, whatever a room's own list says. */
const AT_HOME: Record<string, readonly string[]> = {
  electron: ['main/desktop', 'e2e/desktop'],
  rxdb: [CORE, 'bench', 'fuzz'],
  rxjs: [CORE, 'bench', 'fuzz'],
  dexie: ['main/core/storage', 'renderer', 'bench'],
  react: ['renderer'],
  'react-dom': ['renderer'],
  fastify: ['server'],
  pg: ['server', 'bench', 'fuzz'],
  '@electric-sql/pglite': ['server', 'bench'],
  'better-sqlite3-multiple-ciphers': [CORE, 'bench', 'fuzz', 'scripts'],
};

/** What tests may use besides; a test may also look over the inner walls of core, never over the outer ones. */
const TEST_PACKAGES = new Set(['vitest', 'fast-check']);

/** Inner rooms of core: shared, the ports and helpers that stand directly in core, and the named neighbours. */
function core(name: string, neighbours: readonly string[]): Room {
  const near = neighbours.map((neighbour) => `${CORE}/${neighbour}`);
  return { path: `${CORE}/${name}`, rooms: ['shared', ...near], packages: null, node: true };
}

/** Rooms of core that are walled off from each other; the rest of core (ports, pinyin, shell…) is common ground. */
const INNER = ROOMS.filter((room) => room.path.startsWith(`${CORE}/`)).map((room) => room.path);

/**
 * All forbidden imports of one file.
 * @param file path relative to the repository, with forward slashes
 */
export function findViolations(file: string, source: string): Violation[] {
  const room = ROOMS.find(({ path }) => isInside(file, path));
  if (room === undefined) return [];
  const isTest = /\.test\.tsx?$|\/testing\//.test(file);
  return findImports(source).flatMap((statement) => {
    const why = statement.specifier.startsWith('.')
      ? whyNotRoom(file, room, statement.specifier, isTest)
      : whyNotPackage(file, room, statement, isTest);
    return why === null ? [] : [{ file, specifier: statement.specifier, why }];
  });
}

/** Reads a file of the repository and returns its forbidden imports. */
export function findViolationsInFile(root: string, file: string): Violation[] {
  return findViolations(file, readFileSync(posix.join(root, file), 'utf8'));
}

/** The import, export-from, dynamic import, require and new URL(…, import.meta.url) statements of a source text. */
export function findImports(source: string): ImportStatement[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found: ImportStatement[] = [];
  const statements = /^\s*(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s*)?['"]([^'"]+)['"]/gm;
  for (const [, type, specifier] of code.matchAll(statements)) {
    found.push({ specifier: specifier ?? '', typeOnly: type !== undefined });
  }
  const calls =
    /(?:\bimport\s*\(|\brequire\s*\(|\bnew\s+URL\s*\()\s*['"`]([^'"`]+)['"`]\s*(?:\)|,\s*import\.meta\.url)/g;
  for (const { 0: text, 1: specifier = '', index } of code.matchAll(calls)) {
    // `typeof import('x')` is a type: nothing is loaded.
    const typeOnly = /typeof\s+$/.test(code.slice(0, index));
    // An address of something else than code (a folder, a page) is no import.
    const isOther = text.startsWith('new') && !/^\..*\.[cm]?[jt]sx?$/.test(specifier);
    if (!isOther) found.push({ specifier, typeOnly });
  }
  return found;
}

function whyNotRoom(file: string, room: Room, specifier: string, isTest: boolean): string | null {
  const target = posix.join(posix.dirname(file), specifier);
  if (isInside(target, room.path)) return null;
  // The bundler's and package's own files in the root.
  if (!target.includes('/')) return null;
  if (isTest && isInside(file, CORE) && isInside(target, CORE)) return null;
  const isCommonGround = isInside(target, CORE) && !INNER.some((inner) => isInside(target, inner));
  if (isInside(room.path, CORE) && isCommonGround) return null;
  const outOfCore = isInside(target, CORE) && !isInside(file, CORE);
  if (
    room.rooms.some((other) => isInside(target, other)) ||
    (outOfCore && room.rooms.includes(CORE))
  ) {
    return null;
  }
  return `${room.path} may not import ${target}`;
}

function whyNotPackage(
  file: string,
  room: Room,
  statement: ImportStatement,
  isTest: boolean,
): string | null {
  const { specifier, typeOnly } = statement;
  if (specifier.startsWith('node:')) {
    return room.node || isTest ? null : `${room.path} runs without Node`;
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (isTest && TEST_PACKAGES.has(name)) return null;
  const homes = AT_HOME[name];
  if (homes !== undefined && !typeOnly && !homes.some((home) => isInside(file, home))) {
    return `${name} is at home in ${homes.join(', ')} only`;
  }
  if (room.packages !== null && !room.packages.includes(name) && !(isTest && homes === undefined)) {
    return `${room.path} may use only ${room.packages.join(', ')}`;
  }
  return null;
}

function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
