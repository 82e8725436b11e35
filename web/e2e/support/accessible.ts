import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { settled } from './settled.ts';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is on screen now breaks no rule of WCAG 2.2 AA. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await accessFaults(page)).toEqual([]);
}

/** What breaks one of the rules, or `only` this one. What still fades in would have the wrong contrast. */
export async function accessFaults(page: Page, only?: 'color-contrast'): Promise<string[]> {
  await settled(page);
  // The apps have no frames, whose findings would be put together on a page of their own; and one copy of axe serves a page for as long as
  // it is open.
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(isThere && { axeSource: 'void 0' }) }).setLegacyMode();
  const { violations } = await (only ? axe.withRules(only) : axe.withTags(rules)).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' ')}`);
}
