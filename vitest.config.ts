// One Vitest project per room: `npx vitest run --project core`, or by path: `npx vitest run main/core/vault`.
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `import 'electron'` in plain Node starts a download, so tests get a recorder in its place. */
const alias = {
  electron: fileURLToPath(new URL('main/desktop/testing/electron-module.ts', import.meta.url)),
};

const nodeRooms = [
  { name: 'shared', folder: 'shared' },
  { name: 'core', folder: 'main/core' },
  { name: 'desktop', folder: 'main/desktop' },
  { name: 'tab', folder: 'main/tab' },
  { name: 'server', folder: 'server' },
  { name: 'scripts', folder: 'scripts' },
  { name: 'fuzz', folder: 'fuzz' },
  { name: 'e2e-sync', folder: 'e2e/sync' },
];

export default defineConfig({
  test: {
    // Real databases, child processes and key derivation, often on two busy cores.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    passWithNoTests: true,
    // Much of the time is waiting for child processes and disks: one worker more than cores.
    maxWorkers: availableParallelism() + 1,
    projects: [
      ...nodeRooms.map(({ name, folder }) => ({
        resolve: { alias },
        test: {
          name,
          environment: 'node' as const,
          include: [`${folder}/**/*.test.ts`],
          // Pure functions leave nothing behind: their files need no process of their own each.
          isolate: name !== 'shared',
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      })),
      {
        test: {
          name: 'renderer',
          environment: 'jsdom' as const,
          include: ['renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['renderer/testing/setup.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
