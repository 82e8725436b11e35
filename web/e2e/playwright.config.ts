import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium.ts';

/** Journeys of people through both apps, in a real browser against the real server (NOVAPOS_URL) with its demo shop. */
export default defineConfig({
  testDir: '.',
  // The demo shop's registers are shared: one cashier at a time.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  outputDir: '../test-results',
  use: { ...chromium },
  projects: [
    { name: 'pos', testDir: './pos', use: { viewport: { width: 1280, height: 800 }, hasTouch: true } },
    { name: 'admin', testDir: './admin', use: { viewport: { width: 1440, height: 900 } } },
    // Every screen of both apps, in the strange English that shows text which is in no catalogue of messages.
    { name: 'words', testDir: './pictures', use: { viewport: { width: 1280, height: 800 }, hasTouch: true } },
  ],
});
