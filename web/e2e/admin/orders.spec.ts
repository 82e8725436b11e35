import type { Browser } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { demo, type Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

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
  await admin.open('/admin/orders?status=voided');
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
  await expect(page.getByText('Customer brought it back at once')).toBeVisible();
  await expect(page.getByText('Voided', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Void the sale' })).toHaveCount(0);

  await page.getByRole('link', { name: 'Orders' }).last().click();
  await page.getByLabel('Status').selectOption('voided');
  await expect(page.getByRole('link', { name: label })).toBeVisible();
});

test('a cashier is not offered to void', async ({ page, shop }) => {
  const label = await sell(shop);
  const admin = new AdminPage(page);
  await admin.open('/admin/', demo.cashier);
  await admin.openOrder(label);
  await expect(page.getByRole('button', { name: 'Show receipt' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Void the sale' })).toHaveCount(0);
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
