import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false, // the timing wants a quiet machine
    testTimeout: 600_000,
    disableConsoleIntercept: true,
  },
});
