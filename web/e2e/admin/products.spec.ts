import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

const anyProduct = /\/products\/[0-9a-f-]{36}/;
const list = /\/products\?/;

/** A code that no other test has. */
const unique = () => `${Date.now()}${Math.floor(Math.random() * 1000)}`.slice(-10);

async function searchFor(page: Page, text: string): Promise<void> {
  await page.getByLabel('Search', { exact: true }).fill(text);
}

const trail = (page: Page) => page.getByRole('region', { name: 'Changes' });

test('goods are made, found by barcode, priced anew, taken off sale and put back', async ({ page }) => {
  const code = unique();
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  await page.getByRole('link', { name: 'Add product' }).click();
  await page.getByLabel('Name', { exact: true }).fill(`Quince jam ${code}`);
  await page.getByLabel('SKU').fill(`JAM-${code}`);
  await page.getByLabel('Barcodes').fill(code);
  await page.getByLabel('Price (EUR)').fill('4.2x');
  await page.getByRole('button', { name: 'New category' }).click();
  await admin.dialog.getByLabel('Name of the category').fill(`Jams ${code}`);
  await admin.dialog.getByLabel('Name of the category').press('Enter');
  await expect(admin.dialog).toHaveCount(0);
  await expect(page.getByLabel('Category', { exact: true }).locator('option:checked')).toHaveText(`Jams ${code}`);
  await page.getByRole('button', { name: 'Add product' }).click();
  await expect(page.getByText('Enter a price, such as 2.50.')).toBeVisible();
  await expect(page.getByLabel('Price (EUR)')).toBeFocused();
  await page.getByLabel('Price (EUR)').fill('4,20');
  await page.getByRole('button', { name: 'Add product' }).click();
  await expect(page.getByText('The product is on sale.')).toBeVisible();

  await page.getByRole('link', { name: 'Products', exact: true }).last().click();
  await searchFor(page, code);
  await expect(page).toHaveURL(new RegExp(`query=.*${code}`));
  await page.getByRole('link', { name: `Quince jam ${code}` }).click();
  await page.getByLabel('Price (EUR)').fill('4.50');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes are saved.')).toBeVisible();
  await expect(trail(page).getByText('Price: €4.20 became €4.50')).toBeVisible();
  await expect(trail(page).getByText('Created')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Prices so far' }).getByText('€4.20')).toBeVisible();

  await page.getByRole('button', { name: 'Take off sale' }).click();
  await expect(page.getByText('is off sale.')).toBeVisible();
  await expect(page.getByText('Off sale', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('is on sale.')).toBeVisible();
  await expect(trail(page).getByText('Taken off sale')).toBeVisible();
  await expect(trail(page).getByText('Put on sale')).toBeVisible();
});

test('what the list is narrowed to is in the address', async ({ page, shop }) => {
  const product = await shop.makeProduct('Filtered', 100);
  await shop.takeOffSale(product);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products?query=${product.sku}&state=off`);
  await expect(page.getByRole('link', { name: product.name })).toBeVisible();
  await expect(page.getByLabel('Search', { exact: true })).toHaveValue(product.sku);
  await page.getByLabel('State').selectOption('on');
  await expect(page.getByText('No product matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByLabel('Search', { exact: true })).toHaveValue('');
  await expect(page).toHaveURL(/\/products$/);
});

test('the list goes on for as long as there is more', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  const rows = page.getByRole('region', { name: 'Products' }).locator('tbody tr');
  await expect(page.getByText('50 shown, more below')).toBeVisible();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(page.getByText('100 shown, more below')).toBeVisible();
  await expect(rows).toHaveCount(100);
  const names = await rows.getByRole('link').allTextContents();
  expect(new Set(names).size).toBe(100);
});

test('a change by somebody else is not overwritten, and what was typed stays', async ({ page, shop }) => {
  const product = await shop.makeProduct('Contested', 100);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  await page.getByLabel('Name', { exact: true }).fill(`${product.name}, mine`);
  await shop.changePrice(product, 175);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Somebody changed this product')).toBeVisible();
  await page.getByRole('button', { name: 'Load it again and keep my changes' }).click();
  await expect(page.getByLabel('Price (EUR)')).toHaveValue('1.75');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`${product.name}, mine`);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes are saved.')).toBeVisible();
  await expect(trail(page).getByText(`Name: ${product.name} became ${product.name}, mine`)).toBeVisible();
  await expect(page.getByLabel('Price (EUR)')).toHaveValue('1.75');
});

test('a barcode or SKU that is taken is said at its field, with the way to the product that has it', async ({
  page,
  shop,
}) => {
  const holder = await shop.makeProduct('Holder', 100);
  const other = await shop.makeProduct('Other', 100);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${other.id}`);
  await page.getByLabel('Barcodes').fill(holder.barcodes.join('\n'));
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('Barcodes')).toHaveAccessibleDescription(/already has the barcode/);
  await expect(page.getByRole('link', { name: 'See the product that has it' })).toHaveAttribute(
    'href',
    `/admin/products/${holder.id}`,
  );
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.getByLabel('SKU').fill(holder.sku);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByLabel('SKU')).toHaveAccessibleDescription(/already has this SKU/);
  await expect(page.getByRole('link', { name: 'See the product that has it' })).toHaveAttribute(
    'href',
    new RegExp(holder.sku),
  );
});

test('the server’s objection stands at the field that it is about', async ({ page, shop }) => {
  const product = await shop.makeProduct('Objected', 100);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  await page.getByLabel('SKU').fill('TWO WORDS');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Some fields need another look.')).toBeVisible();
  await expect(page.getByLabel('SKU')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('SKU')).toBeFocused();
});

test('leaving with unsaved changes asks once', async ({ page, shop }) => {
  const product = await shop.makeProduct('Unsaved', 100);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  await page.getByLabel('Name', { exact: true }).fill('Half a na');
  await page.getByRole('link', { name: 'Orders' }).click();
  await expect(admin.dialog).toContainText('Leave without saving?');
  await page.getByRole('button', { name: 'Stay here' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Half a na');
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
});

test('a cashier looks goods up and is offered nothing else', async ({ page, shop }) => {
  const product = await shop.makeProduct('Looked up', 260);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products?query=${product.sku}`, demo.cashier);
  await expect(page.getByRole('link', { name: product.name })).toBeVisible();
  for (const name of ['Export', 'Import', 'Add product'])
    await expect(page.getByText(name, { exact: true })).toHaveCount(0);
  await page.getByRole('link', { name: product.name }).click();
  await expect(page.getByRole('region', { name: 'Details' }).getByText('€2.60')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Take off sale' })).toHaveCount(0);
  await expect(trail(page)).toHaveCount(0);
  await page.goto('/admin/products/new');
  await expect(page.getByText('Not for your role')).toBeVisible();
});

test('the whole catalogue comes down as a file', async ({ page, shop }) => {
  const product = await shop.makeProduct('Exported', 1234);
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toMatch(/^products-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\n')[0]).toMatch(/^sku,name,/);
  expect(text).toMatch(new RegExp(`${product.sku}.*12\\.34`));

  await page.route('**/products/export*', (route) => route.fulfill({ status: 503, json: { code: 'busy' } }));
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByText('The export did not come: The server is busy.')).toBeVisible();
});

test('the list says what it is waiting for, that it is empty, or that it failed', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open();
  await page.getByRole('heading', { name: 'Orders' }).waitFor();

  let answer = () => {};
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(list, async (route) => {
    await answered;
    await route.fulfill({ json: { items: [], next_cursor: null } });
  });
  await page.getByRole('link', { name: 'Products' }).click();
  await expect(page.getByRole('region', { name: 'Products' }).locator('tbody tr')).toHaveCount(8);
  answer();
  await expect(page.getByText('No products yet')).toBeVisible();
  await expect(page.getByRole('main').getByRole('link', { name: 'Add product' })).toHaveCount(2);

  await page.unroute(list);
  await page.route(list, (route) => route.fulfill({ status: 500, json: { code: 'internal', detail: 'No.' } }));
  await page.getByLabel('State').selectOption('off');
  await expect(page.getByText('The products can’t be shown')).toBeVisible();
  await page.unroute(list);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The products can’t be shown')).toHaveCount(0);
  await page.getByLabel('State').selectOption('on');
  await expect(page.getByRole('region', { name: 'Products' }).getByRole('link').first()).toBeVisible();
});

test('a product that is slow, missing or does not come', async ({ page, shop }) => {
  const product = await shop.makeProduct('Slow', 100);
  const admin = new AdminPage(page);
  await page.route(anyProduct, (route) =>
    route.request().resourceType() === 'document'
      ? route.continue()
      : route.fulfill({ status: 500, json: { code: 'internal', detail: 'It broke.' } }),
  );
  await admin.open(`/admin/products/${product.id}`);
  await expect(page.getByText('The product can’t be shown')).toBeVisible();
  await page.unroute(anyProduct);
  await page.route(/\/(history|prices)(\?|$)/, (route) =>
    route.fulfill({ status: 500, json: { code: 'internal', detail: 'It broke.' } }),
  );
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(product.name);
  await expect(page.getByText('The changes can’t be shown')).toBeVisible();
  await expect(page.getByText('The prices can’t be shown')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages of the goods are accessible, ${colorScheme}`, async ({ page, shop }) => {
    const product = await shop.makeProduct('Accessible', 100);
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open(`/admin/products?query=${product.sku}`);
    await page.getByRole('link', { name: product.name }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: product.name }).click();
    await trail(page).getByText('Created').waitFor();
    await page.getByLabel('SKU').fill('TWO WORDS');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await page.getByText('Some fields need another look.').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Orders' }).click();
    await admin.dialog.waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Leave without saving' }).click();
    await page.getByRole('heading', { name: 'Orders' }).waitFor();
    await page.goto('/admin/products/new');
    await page.getByRole('button', { name: 'New category' }).click();
    await expectAccessible(page);
  });
}

test('on a narrow screen no page of the goods scrolls sideways', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const product = await shop.makeProduct('A product whose name is rather long for such a small screen', 100_000);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products?query=${product.sku}`);
  await page.getByRole('link', { name: product.name }).waitFor();
  const overhang = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overhang()).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: product.name }).click();
  await trail(page).getByText('Created').waitFor();
  await page.getByLabel('SKU').fill('Changed');
  expect(await overhang()).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.goto('/admin/products/new');
  await page.getByRole('button', { name: 'New category' }).waitFor();
  expect(await overhang()).toBeLessThanOrEqual(0);
});

test('the list is ordered by its heads, and the order is in the address', async ({ page, shop }) => {
  const [first, second] = [await shop.makeProduct('Zucchini', 300), await shop.makeProduct('Aubergine', 200)];
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  const region = page.getByRole('region', { name: 'Products', exact: true });
  const head = (name: string) => region.getByRole('columnheader', { name });
  const rows = region.getByRole('row');
  await expect(head('Name')).toHaveAttribute('aria-sort', 'ascending');
  // The first press shows what was changed last.
  await region.getByRole('button', { name: 'Changed' }).click();
  await expect(page).toHaveURL(/sort=-updated_at/);
  await expect(head('Changed')).toHaveAttribute('aria-sort', 'descending');
  await shop.renameProduct(first, `${first.name} from the garden`);
  await page.reload();
  await expect(rows.filter({ hasText: `${first.name} from the garden` })).toBeVisible();
  // Other journeys change goods meanwhile: what counts is which of the two comes first.
  const names = (await region.locator('tbody').innerText()).split('\n');
  const placeOf = (name: string) => names.findIndex((line) => line.includes(name));
  expect(placeOf(first.name)).toBeLessThan(placeOf(second.name));
  await region.getByRole('button', { name: 'SKU' }).click();
  await expect(page).toHaveURL(/sort=sku/);
  await expect(head('SKU')).toHaveAttribute('aria-sort', 'ascending');
  await expect(region.getByRole('row').nth(50)).toBeVisible();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(region.getByRole('row').nth(51)).toBeVisible();
  const skus = await region.locator('tbody tr td:nth-child(3)').allInnerTexts();
  expect(skus.length).toBeGreaterThan(50);
  expect(skus).toEqual([...skus].sort());
  await expectAccessible(page);
  // What is found by words has an order of its own.
  await searchFor(page, first.sku);
  await expect(rows).toHaveCount(2);
  await expect(region.getByRole('button', { name: 'SKU' })).toHaveCount(0);
});
