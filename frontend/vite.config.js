import { defineConfig } from 'vite';
import { lucideIcons } from './plugins/lucide-icons.js';

// ODK Web Forms awaits at its top level and mentions eval for modules that are never loaded this way.
const QUIET = new Set(['EVAL', 'TOLERATED_TRANSFORM', 'PLUGIN_TIMINGS', 'BUNDLER_TIMINGS']);

export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [lucideIcons({ source: '../src/jatigi', always: './icons.txt' })],
  define: { __VUE_OPTIONS_API__: 'true', __VUE_PROD_DEVTOOLS__: 'false' },
  build: {
    outDir: '../src/jatigi/ui/static/ui/build',
    emptyOutDir: true,
    manifest: 'manifest.json',
    target: 'es2020',
    cssTarget: ['chrome87', 'firefox84', 'safari15'],
    // The content security policy has no data: source, so nothing may be inlined.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 4000,
    reportCompressedSize: false,
    rollupOptions: {
      onLog: (level, log, show) => QUIET.has(log.code) || show(level, log),
      input: { main: 'src/main.js', form: 'src/form.js', noscript: 'src/styles/noscript.css' },
    },
  },
});
