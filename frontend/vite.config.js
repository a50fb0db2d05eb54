import { defineConfig } from 'vite';
import { lucideIcons } from './plugins/lucide-icons.js';

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
      input: { main: 'src/main.js', form: 'src/form.js', noscript: 'src/styles/noscript.css' },
    },
  },
});
