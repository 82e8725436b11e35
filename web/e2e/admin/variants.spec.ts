import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing } from '../support/unanswered.ts';

const TABS_MAX = 60;

const unique = () => `Shirt${Date.now()}`;

/** The keyboard leads there. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let presses = 0; presses < TABS_MAX; presses += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('no way leads there');
}

test('variants are made with the keyboard alone, and a SKU that is taken is said at its row', async ({
  page,
  shop,
}) => {
  const name = unique();
  const holder = await shop.makeProduct('Has the number', 100);
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  await page.getByRole('link', { name: 'Add with variants' }).click();
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByLabel(label, { exact: true }));
    await page.keyboard.type(text);
  };
  await type('Name', name);
  await type('Price of all (EUR)', '12.90');
  await type('Option 1', 'Size');
  // Enter and a comma add a value, leaving the field adds what stands there, and Backspace takes the last away.
  await tabTo(page, page.getByLabel('Values of Size'));
  await page.keyboard.type('M');
  await page.keyboard.press('Enter');
  await page.keyboard.type('L,XXL');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Backspace');
  const values = page.getByRole('list', { name: 'Values', exact: true });
  await expect(values.first().getByRole('listitem')).toHaveText(['M', 'L']);
  await tabTo(page, page.getByRole('button', { name: 'Add an option' }));
  await page.keyboard.press('Enter');
  await type('Option 2', 'Colour');
  await tabTo(page, page.getByLabel('Values of Colour'));
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData('text', 'red, blue, dark green');
    document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true }));
  });
  await expect(values.nth(1).getByRole('listitem')).toHaveText(['red', 'blue', 'dark green']);
  await expect(page.getByText('6 variants will be made. A family can have 200.')).toBeVisible();

  // One is left out, one has a SKU of somebody else's, one a price of its own.
  await tabTo(page, page.getByLabel('Make L · dark green'));
  await page.keyboard.press('Space');
  await expect(page.getByText('5 variants will be made.')).toBeVisible();
  const sku = page.getByLabel('SKU of M · blue');
  await expect(sku).toHaveValue(`${name.toUpperCase()}-M-BLUE`);
  await sku.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(holder.sku);
  await page.getByLabel('Price of L · red').focus();
  await page.keyboard.type('14.90');
  // A scanner's Enter leads to the next row, and sends nothing.
  await page.getByLabel('Barcode of M · red').focus();
  await page.keyboard.type('4006381333931');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Barcode of M · blue')).toBeFocused();
  await page.keyboard.type('40063813339');
  await expectAccessible(page);

  await tabTo(page, page.getByRole('button', { name: 'Add 5 variants' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Some fields need another look.');
  await expect(sku).toHaveAttribute('aria-invalid', 'true');
  await expect(sku).toBeFocused();
  // Nothing that was typed is lost.
  await expect(page.getByLabel('Price of L · red')).toHaveValue('14.90');
  await expect(page.getByLabel('Make L · dark green')).not.toBeChecked();
  await expectAccessible(page);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(`${name}-MB`);
  await page.getByRole('button', { name: 'Add 5 variants' }).press('Enter');

  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await expect(page.getByText('The variants are on sale.')).toBeVisible();
  const rows = page.getByRole('region', { name: 'Variants' }).getByRole('row');
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(1)).toContainText('M · red');
  await expect(rows.nth(2)).toContainText(`${name}-MB`);
  await expect(rows.nth(4)).toContainText('€14.90');
  await expectAccessible(page);
});

test('a family is renamed, gets a value and a variant, and a product leaves it and comes back', async ({
  page,
  shop,
}) => {
  const family = await shop.makeFamily(unique(), { sizes: ['S', 'M'], colours: ['red'] });
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  await page.getByRole('link', { name: 'Families' }).click();
  await page.getByLabel('Search', { exact: true }).fill(family.name);
  await expect(page.getByText('1 family', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: family.name }).click();
  const rows = page.getByRole('region', { name: 'Variants' }).getByRole('row');
  await expect(rows).toHaveCount(3);

  // What a variant has cannot go.
  await expect(page.getByRole('button', { name: 'Remove M' })).toBeDisabled();
  await page.getByLabel('Name of the family').fill(`${family.name} slim`);
  await page.getByLabel('Add values to Size').fill('L, XL');
  await page.getByLabel('Add values to Size').press('Enter');
  await page.getByRole('button', { name: 'Move XL up' }).click();
  await page.getByRole('button', { name: 'Remove L', exact: true }).click();
  await page.getByRole('link', { name: 'Products' }).first().click();
  await admin.dialog.getByRole('button', { name: 'Stay here' }).click();
  await failing(page, /\/families\/[^/]+$/);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert')).toContainText('It broke.');
  await page.unroute(/\/families\/[^/]+$/);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes are saved.')).toBeVisible();
  await expect(page.getByRole('heading', { name: `${family.name} slim`, level: 1 })).toBeVisible();
  // Products that had no name of their own are called by the new one.
  await expect(rows.nth(1)).toContainText(`${family.name} slim S red`);

  await page.getByRole('button', { name: 'Add a variant' }).click();
  await expect(admin.dialog.getByLabel('Size')).toHaveValue('XL');
  await expect(admin.dialog.getByLabel('Name')).toHaveValue(`${family.name} slim XL red`);
  await admin.dialog.getByLabel('Size').selectOption('M');
  await expect(admin.dialog.getByText('Another variant has these values.')).toBeVisible();
  await admin.dialog.getByLabel('Size').selectOption('XL');
  await admin.dialog.getByLabel('SKU').fill(family.variants[0]?.sku ?? '');
  await admin.dialog.getByRole('button', { name: 'Add a variant' }).click();
  await expect(admin.dialog.getByLabel('SKU')).toHaveAttribute('aria-invalid', 'true');
  await admin.dialog.getByLabel('SKU').fill(`${family.variants[0]?.sku}-XL`);
  await admin.dialog.getByLabel('Price (EUR)').fill('15');
  await expectAccessible(page);
  await admin.dialog.getByRole('button', { name: 'Add a variant' }).click();
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(3)).toContainText('€15.00');

  await rows.nth(3).getByRole('link').click();
  const card = page.getByRole('region', { name: 'Variants' });
  await expect(card).toContainText('XL');
  await expectAccessible(page);
  await card.getByRole('button', { name: 'Take out of the family' }).click();
  await expect(card).toContainText('It is out of the family.');
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(card.getByRole('link', { name: `${family.name} slim` })).toBeVisible();
  await card.getByRole('button', { name: 'Take out of the family' }).click();
  await card.getByRole('button', { name: 'Put into a family' }).click();
  await admin.dialog.getByLabel('Family').fill('no such family');
  await expect(admin.dialog.getByText('No family matches.')).toBeVisible();
  await admin.dialog.getByLabel('Family').fill(`${family.name} slim`);
  await admin.dialog.getByRole('button', { name: `${family.name} slim` }).click();
  await admin.dialog.getByRole('button', { name: 'Put it there' }).click();
  await expect(admin.dialog.getByRole('alert')).toContainText('Another product of the family has the same values.');
  await admin.dialog.getByLabel('Size').selectOption('XL');
  await expectAccessible(page);
  await admin.dialog.getByRole('button', { name: 'Put it there' }).click();
  await expect(card.getByRole('link', { name: `${family.name} slim` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText(`Family: none became ${family.name} slim`);
});

test('the list shows one family, and what a variant is beside a name that does not say it', async ({ page, shop }) => {
  const family = await shop.makeFamily(unique(), { sizes: ['S', 'M'], colours: ['red', 'blue'] });
  const [first] = family.variants;
  if (first) await shop.renameProduct(first, 'Work of one name');
  const admin = new AdminPage(page);
  await admin.open(`/admin/products?family_id=${family.id}`);
  const rows = page.getByRole('region', { name: 'Products' }).getByRole('row');
  await expect(rows).toHaveCount(5);
  await expect(rows.filter({ hasText: 'Work of one name' })).toContainText('S · red');
  await expect(page.getByText(`Family: ${family.name}`)).toBeVisible();
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
  await expect(page.getByRole('region', { name: 'Selected products' })).toContainText('4 selected');
  await page.getByRole('button', { name: 'All families' }).click();
  await expect(page).not.toHaveURL(/family_id/);
  await expect(rows).toHaveCount(51);
});

test('families that are slow, none, or do not come, and who may change them', async ({ page, shop }) => {
  const family = await shop.makeFamily(unique(), { sizes: ['S'], colours: ['red'] });
  const admin = new AdminPage(page);
  const list = /\/families(\?|$)/;
  await failing(page, list);
  await admin.open('/admin/products/families', demo.cashier);
  await expect(page.getByText('The families can’t be shown')).toBeVisible({ timeout: 20_000 });
  await page.unroute(list);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByLabel('Search', { exact: true }).fill('no such family');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('link', { name: family.name }).click();
  await expect(page.getByRole('region', { name: 'Variants' }).getByRole('row')).toHaveCount(2);
  await expect(page.getByRole('button', { name: 'Add a variant' })).toHaveCount(0);
  await expect(page.getByLabel('Name of the family')).toHaveCount(0);
  await page.goto('/admin/products/families/00000000-0000-7000-8000-000000000000');
  await expect(page.getByText('The family can’t be shown')).toBeVisible();
});

test('a narrow screen has room for making variants', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const admin = new AdminPage(page);
  await admin.open('/admin/products/families/new');
  await page.getByRole('button', { name: 'Add variants' }).click();
  await expect(page.getByText('Enter a name for the option.')).toBeVisible();
  await expect(page.getByText('Add at least one value.')).toBeVisible();
  await page.getByLabel('Option 1', { exact: true }).fill('Size');
  await page.getByLabel('Values of Size').fill('Rather small, Wonderfully large and wide');
  await page.getByLabel('Values of Size').blur();
  await expect(page.getByLabel('SKU of Rather small')).toBeVisible();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});
