import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing } from '../support/unanswered.ts';

/** A word that only the goods of one test have. */
const unique = () => `Lot${Date.now()}`;

test('products are chosen, a change is tried, and then made', async ({ page, shop }) => {
  const word = unique();
  const [tea, milk, bread] = [
    await shop.makeProduct(`${word} tea`, 300),
    await shop.makeProduct(`${word} milk`, 149),
    await shop.makeProduct(`${word} bread`, 350),
  ];
  const admin = new AdminPage(page);
  await admin.open(`/admin/products?query=${word}`);
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  for (const { name } of [tea, milk]) await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  const bar = page.getByRole('region', { name: 'Selected products' });
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Change …' }).click();
  const show = admin.dialog.getByRole('button', { name: 'Show what changes' });
  await show.click();
  await expect(admin.dialog.getByRole('alert')).toContainText('Choose what is to change.');
  await admin.dialog.getByLabel('Price', { exact: true }).selectOption('By percent');
  await admin.dialog.getByLabel('Percent', { exact: true }).fill('many');
  await show.click();
  await expect(admin.dialog.getByText('Enter a percent above 0')).toBeVisible();
  await admin.dialog.getByLabel('Percent', { exact: true }).fill('5');
  await admin.dialog.getByLabel('Round to (EUR)').fill('0.05');
  await admin.dialog.getByLabel('Category', { exact: true }).selectOption({ index: 2 });
  await expectAccessible(page);
  await show.click();
  await expect(admin.dialog.getByText('2 products change.')).toBeVisible();
  const changes = admin.dialog.getByRole('list', { name: 'What changes' }).getByRole('listitem');
  await expect(changes.filter({ hasText: tea.name })).toContainText('Price: €3.00 became €3.15');
  await expect(changes.filter({ hasText: milk.name })).toContainText('Price: €1.49 became €1.55');
  await expect(changes.first()).toContainText('Category: none became');
  await expectAccessible(page);
  // Nothing has happened yet.
  expect((await shop.product(tea.id)).price.amount_minor).toBe(300);

  await failing(page, /\/bulk-edit$/);
  await admin.dialog.getByRole('button', { name: 'Change 2 products' }).click();
  await expect(admin.dialog.getByRole('alert')).toContainText('It broke.');
  await page.unroute(/\/bulk-edit$/);
  await admin.dialog.getByRole('button', { name: 'Change 2 products' }).click();
  await expect(page.getByText('2 products are changed.')).toBeVisible();
  await expect(row(tea.name)).toContainText('€3.15');
  await expect(row(bread.name)).toContainText('€3.50');
  await expect(bar).toHaveCount(0);
});

test('one product that cannot be changed so keeps all as they are, and is named', async ({ page, shop }) => {
  const word = unique();
  const [dear, cheap] = [await shop.makeProduct(`${word} dear`, 900), await shop.makeProduct(`${word} cheap`, 10)];
  const admin = new AdminPage(page);
  await admin.open(`/admin/products?query=${word}`);
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
  await page.getByRole('button', { name: 'Change …' }).click();
  await admin.dialog.getByLabel('Price', { exact: true }).selectOption('By an amount');
  await admin.dialog.getByText('Lower', { exact: true }).click();
  await admin.dialog.getByLabel('Amount (EUR)').fill('0,20');
  await admin.dialog.getByRole('button', { name: 'Show what changes' }).click();
  await expect(admin.dialog.getByRole('alert')).toContainText(`${cheap.name} (${cheap.sku})`);
  await page.keyboard.press('Escape');
  await page.getByRole('checkbox', { name: `Select ${cheap.name}` }).uncheck();
  await page.getByRole('button', { name: 'Change …' }).click();
  await admin.dialog.getByLabel('State').selectOption('Off sale');
  await admin.dialog.getByRole('button', { name: 'Show what changes' }).click();
  await admin.dialog.getByRole('button', { name: 'Change 1 product', exact: true }).click();
  await expect(page.getByText('1 product is changed.')).toBeVisible();
  expect(await shop.product(dear.id)).toMatchObject({ active: false, price: { amount_minor: 900 } });
  expect(await shop.product(cheap.id)).toMatchObject({ active: true, price: { amount_minor: 10 } });
});

test('all of a list is chosen, also what is not shown; another list begins with nothing chosen', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  await page.getByRole('checkbox', { name: 'Select all that are shown' }).check();
  const bar = page.getByRole('region', { name: 'Selected products' });
  await expect(bar).toContainText('50 selected');
  await bar.getByRole('button', { name: 'Select all of the list' }).click();
  await expect(bar).toContainText(/[2-9]\d\d selected/);
  await page.getByLabel('Search', { exact: true }).fill('milk');
  await expect(bar).toHaveCount(0);
});

test('a cashier chooses nothing, and a small screen has room for choosing', async ({ page, shop }) => {
  const product = await shop.makeProduct('Chosen on a phone with a rather long name', 100);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products?query=${product.sku}`, demo.cashier);
  await page.getByRole('link', { name: product.name }).waitFor();
  await expect(page.getByRole('checkbox')).toHaveCount(0);
  await admin.signOut();
  await page.setViewportSize({ width: 320, height: 640 });
  await admin.open(`/admin/products?query=${product.sku}`);
  const tick = page.getByRole('checkbox', { name: `Select ${product.name}` });
  await tick.check();
  await expect(page).toHaveURL(/\/products\?/);
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Change …' }).click();
  await admin.dialog.getByLabel('Price', { exact: true }).selectOption('By percent');
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});
