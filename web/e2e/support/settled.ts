import type { Page } from '@playwright/test';

/** Waits until nothing fades or moves any more; what turns for ever, such as a spinner, does not count. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const passing = document.getAnimations().filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((animation) => animation.finished));
  });
}
