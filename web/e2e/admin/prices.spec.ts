import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing, heldBack } from '../support/unanswered.ts';

const planned = /\/scheduled-prices$/;
/** A spring to come, so that the clock is not the one of today. */
const year = new Date().getFullYear() + 1;

test('a store gets a price of its own, and sells at the shop’s again', async ({ page, shop }) => {
  const product = await shop.makeProduct('Store by store', 500);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  const prices = page.getByRole('region', { name: 'Prices by store' });
  const kiosk = prices.getByRole('listitem').filter({ hasText: demo.strictStore });
  await expect(kiosk).toContainText('€5.00');
  await page.getByRole('button', { name: `Price at ${demo.strictStore}` }).click();
  await expect(admin.dialog.getByLabel('Price (EUR)')).toBeFocused();
  await admin.dialog.getByLabel('Price (EUR)').fill('4.5x');
  await admin.dialog.getByRole('button', { name: 'Save price' }).click();
  await expect(admin.dialog.getByText('Enter a price, such as 2.50.')).toBeVisible();
  await expectAccessible(page);
  await failing(page, /\/store-prices$/);
  await admin.dialog.getByLabel('Price (EUR)').fill('4,50');
  await admin.dialog.getByRole('button', { name: 'Save price' }).click();
  await expect(admin.dialog.getByRole('alert')).toContainText('It broke.');
  await page.unroute(/\/store-prices$/);
  await admin.dialog.getByRole('button', { name: 'Save price' }).click();
  await expect(admin.dialog).toHaveCount(0);
  await expect(kiosk).toContainText('Own price€4.50');
  await expect(prices.getByRole('listitem').filter({ hasText: demo.store })).toContainText('€5.00');
  await expect(page.getByRole('region', { name: 'Changes' })).toContainText(`none became ${demo.strictStore} €4.50`);
  await expect(page.getByRole('region', { name: 'Prices so far' })).toContainText(demo.strictStore);

  // What the form is about is the shop's price, still.
  await page.getByLabel('Price (EUR)').fill('6.00');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(prices.getByRole('listitem').filter({ hasText: demo.store })).toContainText('€6.00');
  await expect(kiosk).toContainText('€4.50');

  await page.getByRole('button', { name: `Price at ${demo.strictStore}` }).click();
  await admin.dialog.getByRole('button', { name: 'Sell at the shop’s price' }).click();
  await expect(kiosk).toContainText('€6.00');
  await expect(prices.getByText('Own price')).toHaveCount(0);
});

test('a price is planned by the store’s clock, seen, and cancelled', async ({ page, shop }) => {
  const product = await shop.makeProduct('For the spring', 500);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  const prices = page.getByRole('region', { name: 'Planned prices' });
  await expect(prices).toContainText('No price is planned.');
  await prices.getByRole('button', { name: 'Plan a price' }).click();
  const moment = admin.dialog.getByLabel('From when');
  const save = admin.dialog.getByRole('button', { name: 'Plan it' });
  await admin.dialog.getByLabel('Price (EUR)').fill('3.99');
  await save.click();
  await expect(admin.dialog.getByText('Choose a day and a time.')).toBeVisible();
  await moment.fill('2020-01-01T08:00');
  await save.click();
  await expect(admin.dialog.getByText('Choose a moment to come, at most two years away.')).toBeVisible();
  await expect(moment).toBeFocused();
  await expectAccessible(page);
  await admin.dialog.getByLabel('Where').selectOption(demo.strictStore);
  await moment.fill(`${year}-06-02T08:00`);
  await save.click();
  await expect(prices.getByRole('listitem')).toContainText(`€3.99 from 2 Jun ${year}, 08:00${demo.strictStore}`);
  // In June Berlin is two hours ahead.
  expect(await shop.plannedPrices(product)).toMatchObject([
    { from: `${year}-06-02T06:00:00Z`, price: { amount_minor: 399 } },
  ]);

  await prices.getByRole('button', { name: 'Plan a price' }).click();
  await admin.dialog.getByLabel('Where').selectOption(demo.strictStore);
  await moment.fill(`${year}-06-02T08:00`);
  await save.click();
  await expect(admin.dialog.getByRole('alert')).toContainText('for the same moment');
  await admin.dialog.getByRole('button', { name: 'Cancel' }).click();

  await prices.getByRole('button', { name: 'Cancel €3.99' }).click();
  await admin.dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(prices.getByRole('listitem')).toHaveCount(1);
  await prices.getByRole('button', { name: 'Cancel €3.99' }).click();
  await admin.dialog.getByRole('button', { name: 'Cancel the price' }).click();
  await expect(prices).toContainText('No price is planned.');
  expect(await shop.plannedPrices(product)).toEqual([]);
});

test('a price that is typed and not saved is not lost by going back', async ({ page, shop }) => {
  const product = await shop.makeProduct('Half a price', 500);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products?query=${product.sku}`);
  await page.getByRole('link', { name: product.name }).click();
  await page.getByRole('button', { name: 'Plan a price' }).click();
  await admin.dialog.getByLabel('Price (EUR)').fill('4.75');
  await page.goBack();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await expect(admin.dialog.getByLabel('Price (EUR)')).toHaveValue('4.75');
  await page.goBack();
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible();
});

test('planned prices that are slow or do not come', async ({ page, shop }) => {
  const product = await shop.makeProduct('Slow to plan', 500);
  const answer = await heldBack(page, planned);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  const prices = page.getByRole('region', { name: 'Planned prices' });
  await expect(prices.locator('.animate-shimmer')).toBeVisible();
  await answer({ items: [] });
  await expect(prices).toContainText('No price is planned.');
  await page.unroute(planned);
  await failing(page, planned);
  await page.reload();
  await expect(prices).toContainText('The planned prices can’t be shown');
  await page.unroute(planned);
  await prices.getByRole('button', { name: 'Try again' }).click();
  await expect(prices).toContainText('No price is planned.');
});

test('a cashier sees what stores sell at and changes nothing', async ({ page, shop }) => {
  const product = await shop.makeProduct('Only looked at', 500);
  await shop.setStorePrice(product, await shop.store(demo.strictStore), 450);
  const admin = new AdminPage(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await admin.open(`/admin/products/${product.id}`, demo.cashier);
  await expect(page.getByRole('region', { name: 'Prices by store' })).toContainText('€4.50');
  await expect(page.getByRole('button', { name: /^Price at/ })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Planned prices' })).toHaveCount(0);
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});
