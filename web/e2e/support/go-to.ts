import type { Page } from '@playwright/test';

/**
 * Another page of the portal by its address, as the browser's own buttons lead to it: its guard runs, and the app is not loaded anew. Waits
 * until something stands there that did not before.
 */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    for (const element of document.querySelectorAll('#content *')) element.setAttribute('data-left', '');
    history.pushState({}, '', address);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, path);
  await page.locator('#content :not([data-left])').first().waitFor({ state: 'attached' });
}
