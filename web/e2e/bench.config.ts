import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium.ts';

/** `make bench-till`: how fast the till is with the goods of a supermarket. */
export default defineConfig({
  testDir: './bench',
  workers: 1,
  timeout: 1_800_000,
  expect: { timeout: 60_000 },
  reporter: [['line']],
  outputDir: '../test-results',
  use: { ...chromium, viewport: { width: 1280, height: 800 }, hasTouch: true },
});
