// The desktop shell's own code, by --mode: `main` bundles the main process and the core worker (ES modules),
// `preload` the sandboxed preload (it must be CommonJS). What Electron or the package brings stays outside.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const manifest = JSON.parse(readFileSync(at('package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

const external = ['electron', /^node:/, ...builtinModules, ...Object.keys(manifest.dependencies)];

export default defineConfig(({ mode }) => ({
  ssr: { noExternal: true },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    ssr: true,
    target: 'node24',
    emptyOutDir: true,
    minify: mode === 'preload',
    ...(mode === 'preload'
      ? {
          outDir: at('out/preload'),
          rolldownOptions: {
            external,
            input: at('main/desktop/preload.ts'),
            output: { format: 'cjs' as const, entryFileNames: 'index.cjs' },
          },
        }
      : {
          outDir: at('out/main'),
          rolldownOptions: {
            external,
            input: {
              index: at('main/desktop/index.ts'),
              'core-worker': at('main/core/shell/core-worker.ts'),
              'table-worker': at('main/core/shell/table-worker.ts'),
            },
            output: {
              format: 'es' as const,
              entryFileNames: '[name].js',
              chunkFileNames: 'chunks/[name]-[hash].js',
            },
          },
        }),
  },
}));
