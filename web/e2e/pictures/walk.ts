import type { Page } from '@playwright/test';
import { answersTo } from '../support/answers.ts';
import { speak } from '../support/speak.ts';
import { expect, test as journey } from '../support/test.ts';
import { strayText } from '../support/words.ts';
import { picture as take } from './picture.ts';

type Fixtures = { answers: ReadonlySet<string>; picture: (page: Page, name: string) => Promise<void> };

/**
 * A walk through the screens. What happens at each of them is the project's matter: a picture, or a look at its words. A page behind another
 * is hardly drawn, and takes seconds for both.
 */
export const test = journey.extend<Fixtures>({
  answers: [async ({ context }, use) => use(answersTo(context)), { auto: true }],
  picture: async ({ answers }, use) => {
    const { name: project, metadata } = journey.info().project;
    const { language, isHighContrast } = metadata as { language?: 'de' | 'ar'; isHighContrast?: boolean };
    if (project === 'words')
      return use(async (page, name) => {
        await page.bringToFront();
        expect.soft(await strayText(page, answers), name).toEqual([]);
      });
    return use(async (page, name) => {
      await page.bringToFront();
      if (language) await speak(page, language);
      if (isHighContrast)
        await page.evaluate(() => Object.assign(document.documentElement.dataset, { contrast: 'more' }));
      await take(page, name);
      if (language) await speak(page, 'en');
    });
  },
});
export { expect };
