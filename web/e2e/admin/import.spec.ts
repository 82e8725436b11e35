import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

const unique = () => `${Date.now()}${Math.floor(Math.random() * 1000)}`.slice(-10);

/** Two rows that make goods and two with faults, under a column that means nothing. */
function fileWithFaults(code: string): string {
  return [
    'sku;name;price;unit;colour',
    `IMP-${code}-1;Fig paste ${code};3,40;piece;brown`,
    `IMP-${code}-2;Plum paste ${code};12.00;kg;blue`,
    `IMP-${code}-3;No price ${code};;piece;red`,
    `IMP-${code}-4;Odd unit ${code};1.00;bushel;red`,
  ].join('\n');
}

async function choose(page: Page, text: string, name = 'goods.csv'): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.getByLabel('Choose a CSV file').setInputFiles(file);
}

async function expectCount(page: Page, what: string, count: string): Promise<void> {
  await expect(page.locator('dl > div', { has: page.getByText(what, { exact: true }) }).locator('dd')).toHaveText(
    count,
  );
}

const faults = (page: Page) => page.getByRole('region', { name: 'Refused rows' });

test('a file says what it would do, does so when it is applied, and its goods are on the list', async ({ page }) => {
  const code = unique();
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  await page.getByRole('link', { name: 'Import' }).click();
  await choose(page, fileWithFaults(code));

  await expect(page.getByRole('heading', { name: 'What the file would do' })).toBeVisible();
  await expectCount(page, 'New products', '2');
  await expectCount(page, 'Refused', '2');
  await expect(page.getByText('were left out: colour.')).toBeVisible();
  await expect(faults(page).getByRole('row').nth(1)).toContainText(/^4price/);
  await expect(faults(page).getByRole('row').nth(2)).toContainText(/^5unit.*kilogram/);
  const review = page.url();

  await page.getByRole('link', { name: 'Products', exact: true }).click();
  await page.getByLabel('Search', { exact: true }).fill(code);
  await expect(page.getByText('No product matches')).toBeVisible();

  await page.goto(review);
  await page.getByRole('button', { name: 'Apply 2 changes' }).click();
  await expect(page.getByRole('heading', { name: 'The import is done' })).toBeVisible();
  await expect(page.getByRole('button', { name: /Apply/ })).toHaveCount(0);
  await page.getByRole('link', { name: 'See the products' }).click();
  await page.getByLabel('Search', { exact: true }).fill(code);
  await expect(page.getByRole('row', { name: /Fig paste/ })).toContainText('€3.40');
  await expect(page.getByRole('row', { name: /Plum paste/ })).toContainText('€12.00');

  await page.getByRole('link', { name: 'Import' }).click();
  await expect(page.getByRole('region', { name: 'Recent imports' }).getByRole('row').nth(1)).toContainText('Applied');
});

test('the template is a file that imports without a fault', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/products/import');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download a template' }).click();
  const template = await readFile(await (await coming).path(), 'utf8');
  await choose(page, template);
  await expect(page.getByRole('heading', { name: 'What the file would do' })).toBeVisible();
  await expectCount(page, 'Refused', '0');
  await expect(page.getByText('were left out')).toHaveCount(0);
});

test('a file that cannot be read, is empty or did not arrive says so, and another one can be chosen', async ({
  page,
}) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/products/import');
  await choose(page, '');
  await expect(page.getByText('This file is empty.')).toBeVisible();
  await choose(page, 'name,price\nNo number,1.00\n');
  await expect(page.getByRole('alert')).toContainText('sku');

  // The answer is lost on the way: the same file goes out again under the same id.
  const ids: string[] = [];
  await page.route('**/imports/*?decimals=*', async (route) => {
    ids.push(new URL(route.request().url()).pathname);
    if (ids.length > 1) return route.continue();
    await route.fetch();
    await route.abort();
  });
  await choose(page, fileWithFaults(unique()));
  await expect(page.getByText('The server can’t be reached.')).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(page.getByRole('heading', { name: 'What the file would do' })).toBeVisible();
  expect(ids[1]).toBe(ids[0]);
});

test('an import that is being sent, read and applied shows how far it is', async ({ page }) => {
  const id = '01920000-0000-7000-8000-000000000000';
  const now = new Date().toISOString();
  const running = {
    id,
    state: 'reading',
    user_id: id,
    user_name: 'Ana',
    ignored_columns: [],
    rows: 100,
    created: 60,
    updated: 40,
    unchanged: 0,
    refused: 0,
    rows_applied: 0,
    created_at: now,
    changed_at: now,
  };
  const admin = new AdminPage(page);
  await page.route(`**/imports/${id}`, (route) => route.fulfill({ json: running }));
  await admin.open(`/admin/products/import/${id}`);
  await expect(page.getByRole('heading', { name: 'The file is being read' })).toBeVisible();
  running.state = 'applying';
  running.rows_applied = 40;
  await expect(page.getByText('40 of 100 rows')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('value', '40');
  await expectAccessible(page);
  running.state = 'applied';
  await expect(page.getByRole('heading', { name: 'The import is done' })).toBeVisible();

  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route('**/imports/*?decimals=*', async (route) => {
    await answered;
    await route.continue();
  });
  await page.getByRole('link', { name: 'Import another file' }).click();
  await choose(page, fileWithFaults(unique()), 'slow.csv');
  await expect(page.getByRole('progressbar')).toBeVisible();
  answer();
  await expect(page.getByRole('heading', { name: 'What the file would do' })).toBeVisible();
});

test('lists of imports and faults that are empty or do not come', async ({ page }) => {
  const recent = /\/imports\?/;
  const admin = new AdminPage(page);
  await page.route(recent, (route) => route.fulfill({ json: { items: [], next_cursor: null } }));
  await admin.open('/admin/products/import');
  await expect(page.getByText('No imports in the last 30 days.')).toBeVisible();
  await page.unroute(recent);
  await page.route(recent, (route) => route.fulfill({ status: 500, json: { code: 'internal', detail: 'It broke.' } }));
  await page.route(/\/faults/, (route) =>
    route.fulfill({ status: 500, json: { code: 'internal', detail: 'It broke.' } }),
  );
  await choose(page, fileWithFaults(unique()));
  await expect(page.getByText('The refused rows can’t be shown')).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: 'Import products' }).click();
  await expect(page.getByText('The recent imports can’t be shown')).toBeVisible();
  await page.goto('/admin/products/import/01920000-0000-7000-8000-00000000dead');
  await expect(page.getByText('The import can’t be shown')).toBeVisible();
});

test('a cashier cannot come here', async ({ page }) => {
  await new AdminPage(page).open('/admin/products/import', demo.cashier);
  await expect(page.getByText('Not for your role')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages of an import are accessible and fit a narrow screen, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    const admin = new AdminPage(page);
    await admin.open('/admin/products/import');
    await page.getByRole('heading', { name: 'Recent imports' }).waitFor();
    await choose(page, fileWithFaults(unique()));
    await faults(page).getByText('bushel').or(faults(page).getByText('kilogram')).first().waitFor();
    await expectAccessible(page);
    expect(await overhang()).toBeLessThanOrEqual(0);
    await page.getByRole('link', { name: 'Import products' }).click();
    await page.getByRole('region', { name: 'Recent imports' }).getByRole('link').first().waitFor();
    await expectAccessible(page);
    expect(await overhang()).toBeLessThanOrEqual(0);
  });
}
