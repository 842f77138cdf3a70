// The wall between the rooms: no file of the repository imports what its room may not, and the check
// itself finds what is planted.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findImports, findViolations, findViolationsInFile } from './room-borders.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

function sources(): string[] {
  const args = [
    'ls-files',
    '--cached',
    '--others',
    '--exclude-standard',
    '-z',
    '*.ts',
    '*.tsx',
    '*.mts',
    '*.mjs',
  ];
  const deleted = new Set(list(['ls-files', '--deleted', '-z']));
  // This file's own planted violations are text, not imports.
  const self = 'scripts/room-borders.test.ts';
  return list(args).filter((file) => !deleted.has(file) && file !== self);
}

function list(args: string[]): string[] {
  return execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
}

describe('room borders', () => {
  it('hold in every source file', () => {
    const files = sources();
    expect(files).toContain('scripts/room-borders.ts');
    expect(files.flatMap((file) => findViolationsInFile(ROOT, file))).toEqual([]);
  });

  it.each([
    ['shared/ids/uuid.ts', `import { randomBytes } from 'node:crypto';`],
    ['shared/records/x.ts', `import { x } from '../../main/core/ports.ts';`],
    ['shared/records/x.ts', `import react from 'react';`],
    ['main/core/bridge/x.ts', `import { x } from '../storage/x.ts';`],
    ['main/core/services/x.ts', `import { x } from '../bridge/x.ts';`],
    ['main/core/storage/x.ts', `export { x } from '../sync/x.ts';`],
    ['main/core/sync/x.ts', `import type { X } from '../services/x.ts';`],
    ['main/core/vault/x.ts', `const x = await import('../storage/x.ts');`],
    ['main/core/safekeeping/x.ts', `import { x } from '../sync/x.ts';`],
    ['main/core/start-core.ts', `import { app } from 'electron';`],
    ['main/core/x.test.ts', `import { app } from 'electron';`],
    ['main/core/x.ts', `new Worker(new URL('../desktop/x.ts', import.meta.url))`],
    ['main/tab/x.ts', `const e = require('electron');`],
    ['main/tab/x.ts', `import { x } from '../desktop/x.ts';`],
    ['main/desktop/x.ts', `import { x } from '../tab/x.ts';`],
    ['main/desktop/x.ts', `import { createRxDatabase } from 'rxdb';`],
    ['renderer/x.tsx', `import {\n  x,\n} from '../main/core/x.ts';`],
    ['renderer/x.tsx', `import fs from 'node:fs';`],
    ['renderer/x.tsx', `import { createRxDatabase } from 'rxdb/plugins/core';`],
    ['server/x.ts', `import { x } from '../main/core/sync/x.ts';`],
    ['server/x.ts', `import '../renderer/x.ts';`],
  ])('find a forbidden import in %s: %s', (file, source) => {
    expect(findViolations(file, source)).toHaveLength(1);
  });

  it.each([
    ['shared/records/x.ts', `import { z } from 'zod';\nimport { y } from '../fields/y.ts';`],
    ['shared/records/x.test.ts', `import fc from 'fast-check';\nimport { it } from 'vitest';`],
    ['main/core/bridge/x.ts', `import { x } from '../services/x.ts';\nimport '../ports.ts';`],
    [
      'main/core/services/x.ts',
      `import { x } from '../storage/x.ts';\nimport { y } from '../sync/y.ts';`,
    ],
    ['main/core/sync/x.ts', `import { x } from '../storage/x.ts';`],
    [
      'main/core/start-core.ts',
      `import { x } from './storage/x.ts';\nimport { y } from './bridge/y.ts';`,
    ],
    ['main/desktop/boot.ts', `import type { BrowserWindow } from 'electron';`],
    ['main/desktop/index.ts', `import * as electron from 'electron';`],
    [
      'main/tab/x.ts',
      `import { x } from '../core/shell/x.ts';\nimport { createServer } from 'node:http';`,
    ],
    ['renderer/x.tsx', `import { useState } from 'react';\nimport { x } from '../shared/x.ts';`],
    ['server/x.ts', `import { x } from '../shared/sync/x.ts';`],
    ['main/core/x.ts', `// import { app } from 'electron';\n/* import 'electron'; */`],
  ])('leave an allowed import in %s alone', (file, source) => {
    expect(findViolations(file, source)).toEqual([]);
  });

  it('know a type import from one that loads', () => {
    expect(
      findImports(
        `import type { A } from 'a';\nimport { B } from 'b';\ntype E = typeof import('e');`,
      ),
    ).toEqual([
      { specifier: 'a', typeOnly: true },
      { specifier: 'b', typeOnly: false },
      { specifier: 'e', typeOnly: true },
    ]);
  });
});
