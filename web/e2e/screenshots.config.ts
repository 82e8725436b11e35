import { defineConfig } from '@playwright/test';
import { chromium } from './support/chromium.ts';

/** Pictures of every screen in three sizes and two themes, from right to left, in long words and in high contrast, for people to look at. */
const sizes = {
  tablet: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
  desktop: { width: 1440, height: 900 },
};

export default defineConfig({
  testDir: './pictures',
  workers: 1,
  timeout: 60_000,
  reporter: [['list']],
  outputDir: '../test-results',
  use: { ...chromium, hasTouch: true, actionTimeout: 10_000 },
  projects: [
    ...Object.entries(sizes).flatMap(([size, viewport]) =>
      (['light', 'dark'] as const).map((colorScheme) => ({
        name: `${size}-${colorScheme}`,
        use: { viewport, colorScheme },
      })),
    ),
    { name: 'tablet-arabic', use: { viewport: sizes.tablet }, metadata: { language: 'ar' } },
    { name: 'phone-arabic', use: { viewport: sizes.phone }, metadata: { language: 'ar' } },
    { name: 'phone-german', use: { viewport: sizes.phone }, metadata: { language: 'de' } },
    { name: 'tablet-contrast', use: { viewport: sizes.tablet }, metadata: { isHighContrast: true } },
  ],
});
