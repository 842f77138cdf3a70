// The page, for both shells: relative URLs, so that app://office and http://127.0.0.1 serve the same files.
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: at('renderer'),
  base: './',
  plugins: [react()],
  build: {
    outDir: at('out/renderer'),
    emptyOutDir: true,
    target: 'chrome150',
    // Inline data: URLs would need holes in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 2000,
  },
});
