import {fileURLToPath} from 'node:url';
import {defineConfig} from 'vite';

const at = (path) => fileURLToPath(new URL(path, import.meta.url));

// Names without hashes: the server sends `no-store`, and a build has the same bytes each time.
export default defineConfig({
  root: at('page'),
  base: './',
  logLevel: 'warn',
  oxc: {jsx: {runtime: 'automatic', importSource: 'preact'}},
  build: {
    outDir: at('dist/page'),
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: {polyfill: false},
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rollupOptions: {
      output: {
        entryFileNames: 'assets/[name].js',
        chunkFileNames: 'assets/[name].js',
        assetFileNames: 'assets/[name][extname]',
      },
    },
  },
});
