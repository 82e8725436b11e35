import type { Page } from '@playwright/test';

/** How long a page may take to lay itself out anew after its window has changed. */
const LAID_OUT_MS = 2000;

/**
 * By how much the page is wider than the window: what is above nothing has to be scrolled sideways. Taken when it fits, or as it stays: a
 * page hears of a narrower window only with its next frame.
 */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(async (until_ms) => {
    const begun_ms = performance.now();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const left = document.documentElement.scrollWidth - window.innerWidth;
      if (left <= 0 || performance.now() - begun_ms > until_ms) return left;
    }
  }, LAID_OUT_MS);
}
