import { test as base, expect, type Page } from '@playwright/test';
import { leaveSession } from './sessions.ts';
import { Shop } from './shop.ts';
import { TillPage } from './till-page.ts';

type Fixtures = { shop: Shop; till: TillPage; isCleanPage: undefined };

export const test = base.extend<Fixtures>({
  shop: async ({ request }, use) => use(await Shop.open(request)),
  till: async ({ page }, use) => use(new TillPage(page)),
  /** No journey may leave an error in the console or break the content security policy. */
  isCleanPage: [
    async ({ page }, use) => {
      const complaints = await complaintsOf(page);
      await use(undefined);
      await leaveSession(page.context());
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

async function complaintsOf(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused or lost request is part of some journeys; the browser writes it down by itself.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  await page.exposeFunction('reportViolation', (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const report = (window as unknown as { reportViolation: (text: string) => void }).reportViolation;
      report(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
  return complaints;
}
