import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { apiProxy } from '../../scripts/api-proxy.ts';
import { tillShell } from '../../scripts/till-shell.ts';

const here = import.meta.dirname;
/** What every part of the till needs: libraries, what decides, the simplest things on screen with their icons, and the sale. */
const base = [
  /node_modules.(react|react-dom|react-i18next|scheduler|i18next|dexie|zustand|clsx|openapi-fetch)\b/,
  /packages.(api|core|pricing).src.(?!words|pseudo)/,
  /packages.ui.src.(banner|button|empty-state|logo|skeleton|spinner|theme-choice)\./,
  /lucide-react.*icons.(check|circle-pause|cloud-off|plus|printer|receipt-text|scan-barcode|search|star|user-round|x)\./,
  /apps.pos.src.cart.cart-panel\.tsx/,
  /apps.pos.src.(?!sw\.ts|drawer.|parked.|sales.|.*customer-view|.*refused-goods|i18n.(en|de|ar)|.*quer|.*worker).*\.ts$/,
];

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
      output: {
        entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js'),
        // Every part needs these: in one file they are smaller than in many, and one request.
        codeSplitting: { groups: [{ name: 'base', test: (id) => base.some((part) => part.test(id)) }] },
      },
    },
  },
  server: { proxy: apiProxy },
});
