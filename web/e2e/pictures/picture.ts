import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { test } from '../support/test.ts';

const folder = fileURLToPath(new URL('../../screenshots', import.meta.url));

/** A picture of what the screen shows now, in the folder of this size and theme. */
export async function picture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `${folder}/${test.info().project.name}/${name}.png`, animations: 'disabled' });
}
