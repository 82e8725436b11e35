import type { Page } from '@playwright/test';

/** By how much the page is wider than the window: what is above nothing has to be scrolled sideways. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}
