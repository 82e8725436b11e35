import { expect, type Page } from '@playwright/test';

/** Another language over whatever is on screen, as when another window of the device chooses it. */
export async function speak(page: Page, tongue: 'en' | 'de' | 'ar' | 'en-XA'): Promise<void> {
  await page.evaluate((chosen) => {
    localStorage.setItem('novapos-language', chosen);
    window.dispatchEvent(new StorageEvent('storage', { key: 'novapos-language' }));
  }, tongue);
  await expect(page.locator('html')).toHaveAttribute('lang', tongue);
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
