import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { apiProxy } from '../../scripts/api-proxy.ts';
import { tillShell } from '../../scripts/till-shell.ts';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
  base: '/pos/',
  plugins: [react(), tailwindcss(), tillShell()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      input: { index: `${here}/index.html`, sw: `${here}/src/sw.ts` },
      // A browser finds the worker's next version under the name of this one.
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
  server: { proxy: apiProxy },
});
