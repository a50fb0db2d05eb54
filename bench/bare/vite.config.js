import { fileURLToPath } from 'node:url';
import { defineConfig } from '../../frontend/node_modules/vite/dist/node/index.js';

// The bare component for comparison, built as the application builds its own.
const here = fileURLToPath(new URL('.', import.meta.url));
const packages = fileURLToPath(new URL('../../frontend/node_modules/', import.meta.url));

export default defineConfig({
  root: here,
  base: './',
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  resolve: { alias: { vue: `${packages}vue/dist/vue.runtime.esm-bundler.js`, '@getodk/web-forms': `${packages}@getodk/web-forms/dist/index.js` } },
  build: { emptyOutDir: true, target: 'es2020', chunkSizeWarningLimit: 4000, reportCompressedSize: false },
});
