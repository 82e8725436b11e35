import type { Browser } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo, type Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';
import { failing, heldBack } from '../support/unanswered.ts';

const list = /\/orders\?/;
const oneOrder = /\/orders\/[0-9a-f-]{36}(\/receipt)?$/;

/** Sells something at the till, as a cashier does. */
async function sellAtTill(browser: Browser, shop: Shop): Promise<{ label: string; name: string }> {
  const product = await shop.makeProduct('For the admin', 860);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: true, locale: 'en-IE' });
  const till = new TillPage(await context.newPage());
  await till.open();
  await till.touch(product.name);
  await till.exact.tap();
  const label = await till.expectDone('€0.00');
  await context.close();
  return { label, name: product.name };
}

/** Sells something without a till: where only the order counts. */
async function sell(shop: Shop): Promise<string> {
  const product = await shop.makeProduct('For the admin', 860);
  const register = await shop.register(await shop.store(demo.store));
  return (await shop.sell(register, [{ product, quantity_milli: 1000 }])).receipt_label;
}

test('without a session every page leads to the sign-in, and back to itself', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.signIn('/admin/orders?status=voided');
  await expect(page).toHaveURL(/\/admin\/orders\?status=voided/);
  await expect(page.getByLabel('Status')).toHaveValue('voided');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
});

test('the form says what is missing before it asks the server', async ({ page }) => {
  await page.goto('/admin/');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('Enter your shop code.')).toBeVisible();
  await expect(page.getByLabel('Shop code')).toBeFocused();
});

test('an order is found, read with its receipt, and voided with a reason', async ({ page, browser, shop }) => {
  const { label, name } = await sellAtTill(browser, shop);
  const admin = new AdminPage(page);
  await admin.open();
  await page.getByLabel('Receipt number').fill(String(Number(label.split('-')[1])));
  await admin.openOrder(label);
  await expect(page.getByRole('cell', { name })).toBeVisible();
  await page.getByRole('button', { name: 'Show receipt' }).click();
  await expect(admin.dialog.locator('pre')).toContainText(label);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Void the sale' }).click();
  await admin.dialog.getByRole('button', { name: 'Void the sale' }).click();
  await expect(admin.dialog.getByText('Say why in at least 3 characters.')).toBeVisible();
  await admin.dialog.getByLabel('Reason').fill('Customer brought it back at once');
  await admin.dialog.getByRole('button', { name: 'Void the sale' }).click();
  await expect(page.getByText('Customer brought it back at once').first()).toBeVisible();
  await expect(page.getByText('Voided', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Void the sale' })).toHaveCount(0);

  await page.getByRole('link', { name: 'Orders' }).last().click();
  await page.getByLabel('Status').selectOption('voided');
  await expect(page.getByRole('link', { name: label })).toBeVisible();
});

test('a cashier is not offered to void', async ({ page, shop }) => {
  const label = await sell(shop);
  const admin = new AdminPage(page);
  await admin.open('/admin/orders', demo.cashier);
  await admin.openOrder(label);
  await expect(page.getByRole('button', { name: 'Show receipt' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Void the sale' })).toHaveCount(0);
});

test('the list is narrowed by cashier, store and day, and the address says so', async ({ page, shop }) => {
  const label = await sell(shop);
  const admin = new AdminPage(page);
  await admin.open('/admin/orders');
  await page.getByRole('link', { name: label }).waitFor();
  await page.getByLabel('Cashier').selectOption({ index: 1 });
  await expect(page).toHaveURL(/cashier_id=/);
  await page.getByLabel('Store').selectOption(demo.store);
  await page.getByLabel('From', { exact: true }).fill('2020-01-01');
  await page.getByLabel('To', { exact: true }).fill('2020-01-02');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('2020-01-02');
  await expect(page.getByLabel('Store')).not.toHaveValue('');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/orders$/);
  await expect(page.getByRole('link', { name: label })).toBeVisible();
});

test('the list is narrowed to a product within a month, and to totals', async ({ page, shop }) => {
  const product = await shop.makeProduct('Looked for', 860);
  const register = await shop.register(await shop.store(demo.store));
  const small = await shop.sell(register, [{ product, quantity_milli: 1000 }]);
  const large = await shop.sell(register, [{ product, quantity_milli: 3000 }]);
  await sell(shop);
  const labels = page.getByRole('region', { name: 'Orders' }).locator('tbody').getByRole('link');
  const admin = new AdminPage(page);
  await admin.open('/admin/orders');
  await page.getByRole('searchbox', { name: 'Product' }).fill(product.sku);
  await page.getByRole('button', { name: product.name }).click();
  await expect(labels).toHaveText([large.receipt_label, small.receipt_label]);
  await expect(page.getByRole('button', { name: 'All products' })).toBeFocused();
  await expect(page.getByLabel('From', { exact: true })).not.toHaveValue('');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Total', exact: true }).click();
  await expect(labels).toHaveText([small.receipt_label, large.receipt_label]);
  await expect(page).toHaveURL(/sort=total/);
  await page.getByRole('button', { name: 'Total', exact: true }).click();
  await expect(labels).toHaveText([large.receipt_label, small.receipt_label]);
  await expect(page.getByRole('columnheader', { name: 'Total' })).toHaveAttribute('aria-sort', 'descending');

  // Letter by letter: what is half typed is not put right under the fingers.
  await page.getByLabel('Total from (EUR)').pressSequentially('20,5', { delay: 60 });
  await expect(page.getByLabel('Total from (EUR)')).toHaveValue('20,5');
  await expect(labels).toHaveText([large.receipt_label]);
  await expect(page).toHaveURL(/total_from_minor=2050/);
  await page.getByLabel('Total to (EUR)').fill('20.5.');
  await page.getByLabel('Total to (EUR)').blur();
  await expect(page.getByText('Enter an amount, such as 2.50.')).toBeVisible();
  await page.getByLabel('Total to (EUR)').fill('25.79');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Total from (EUR)')).toHaveValue('20.50');
  await expect(page.getByText(product.name)).toBeVisible();

  await page.getByLabel('From', { exact: true }).fill('2026-01-05');
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('2026-02-04');
  await page.getByRole('button', { name: 'All products' }).click();
  await expect(page).not.toHaveURL(/product_id/);
  await expect(page.getByRole('searchbox', { name: 'Product' })).toBeFocused();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page.getByLabel('Total from (EUR)')).toHaveValue('');
  await expect(page.getByRole('link', { name: small.receipt_label })).toBeVisible();
});

test('an order says how it was paid and what became of it', async ({ page, shop }) => {
  const label = await sell(shop);
  const admin = new AdminPage(page);
  await admin.open();
  await admin.openOrder(label);
  await expect(page.getByRole('region', { name: 'Total' })).toContainText('Cash given€8.60');
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Sold by');
  await page.getByRole('button', { name: 'Void the sale' }).click();
  await admin.dialog.getByRole('button', { name: 'Wrong goods scanned' }).click();
  await admin.dialog.getByRole('button', { name: 'Void the sale' }).click();
  await expect(page.getByRole('region', { name: 'History' }).getByRole('listitem')).toHaveCount(2);
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Wrong goods scanned');
});

test('a manager of one store voids there and nowhere else', async ({ page, shop }) => {
  const [here, there] = [await shop.store(demo.store), await shop.store(demo.strictStore)];
  const person = await shop.hireFor('Half a manager', [
    { role: 'manager', store: here },
    { role: 'cashier', store: there },
  ]);
  const product = await shop.makeProduct('For two stores', 100);
  await shop.receive(product, there, 5);
  const sold = [];
  for (const store of [here, there])
    sold.push(await shop.sell(await shop.register(store), [{ product, quantity_milli: 1000 }]));
  const admin = new AdminPage(page);
  await admin.open('/admin/orders', person.email);
  await admin.openOrder(sold[0]?.receipt_label ?? '');
  await expect(page.getByRole('button', { name: 'Void the sale' })).toBeVisible();
  await page.getByRole('link', { name: 'Orders' }).last().click();
  await admin.openOrder(sold[1]?.receipt_label ?? '');
  await expect(page.getByRole('button', { name: 'Show receipt' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Void the sale' })).toHaveCount(0);
});

test('orders that are slow, none, or do not come', async ({ page, shop }) => {
  const label = await sell(shop);
  const answer = await heldBack(page, list);
  const admin = new AdminPage(page);
  await admin.open('/admin/orders');
  await expect(page.getByRole('region', { name: 'Orders' }).locator('tbody tr')).toHaveCount(8);
  await answer({ items: [], next_cursor: null });
  await expect(page.getByText('No orders yet')).toBeVisible();
  await page.unroute(list);
  await failing(page, list);
  await page.getByLabel('Status').selectOption('completed');
  await expect(page.getByText('The orders can’t be shown')).toBeVisible();
  await page.unroute(list);
  await failing(page, oneOrder);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: label }).click();
  await expect(page.getByText('The order can’t be shown')).toBeVisible();
  await page.unroute(oneOrder);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: `Order ${label}` })).toBeVisible();
  await failing(page, oneOrder);
  await page.getByRole('button', { name: 'Show receipt' }).click();
  await expect(admin.dialog.getByRole('alert')).toContainText('It broke.');
});

test('on a narrow screen no page of orders scrolls sideways', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const label = await sell(shop);
  const admin = new AdminPage(page);
  await admin.open();
  await page.getByRole('link', { name: label }).waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await admin.openOrder(label);
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Show receipt' }).click();
  await admin.dialog.locator('pre').waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

test('an order is found, opened and voided with the keyboard alone', async ({ page, shop }) => {
  const label = await sell(shop);
  const admin = new AdminPage(page);
  await admin.open();
  await page.getByRole('link', { name: label }).waitFor();
  const go = async (name: string) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press('Tab');
      const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
      if (text.startsWith(name)) return;
    }
    throw new Error(`Tab does not reach ${name}`);
  };
  await go(label);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Order ${label}` }).waitFor();
  await go('Void the sale');
  await page.keyboard.press('Enter');
  await expect(admin.dialog.getByLabel('Reason')).toBeFocused();
  await page.keyboard.type('Typed without a mouse');
  await go('Void the sale');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Typed without a mouse').first()).toBeVisible();
});

test('after signing out, going back shows nothing', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open();
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByLabel('Shop code').waitFor();
  await page.goto('/admin/orders');
  await expect(page.getByLabel('Shop code')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the admin portal is accessible, ${colorScheme}`, async ({ page, shop }) => {
    const label = await sell(shop);
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await page.goto('/admin/');
    await page.getByLabel('Shop code').waitFor();
    await expectAccessible(page);
    await admin.open();
    await page.getByRole('link', { name: label }).waitFor();
    await expectAccessible(page);
    await admin.openOrder(label);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Void the sale' }).click();
    await expectAccessible(page);
  });
}
