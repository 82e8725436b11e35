import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['apps/*/src/**/*.test.{ts,tsx}', 'packages/{api,core,ui}/src/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 10_000,
  },
});
