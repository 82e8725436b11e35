import tailwindcss from '@tailwindcss/vite';
import { tanstackRouter } from '@tanstack/router-plugin/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { apiProxy } from '../../scripts/api-proxy.ts';

export default defineConfig({
  root: import.meta.dirname,
  base: '/admin/',
  plugins: [tanstackRouter({ target: 'react', autoCodeSplitting: true }), react(), tailwindcss()],
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rolldownOptions: {
      output: {
        // All routes are known from the first screen on; their pages come when they are asked for. One by one, what the routes
        // say compresses badly, because each is small and much like the next.
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: 'routes', test: /src\/routes\/[^?]+$/ }],
        },
      },
    },
  },
  server: { proxy: apiProxy },
});
