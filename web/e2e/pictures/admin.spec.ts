import { AdminPage } from '../support/admin-page.ts';
import { demo } from '../support/shop.ts';
import { test } from '../support/test.ts';
import { picture } from './picture.ts';

test('the admin portal', async ({ page, shop }) => {
  const product = await shop.makeProduct('Mature cheddar', 499);
  const register = await shop.register(await shop.store(demo.store));
  const order = await shop.sell(register, [{ product, quantity_milli: 2000 }]);

  const admin = new AdminPage(page);
  await page.goto('/admin/');
  await page.getByLabel('Shop code').waitFor();
  await picture(page, 'admin-sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await picture(page, 'admin-sign-in-incomplete');
  await admin.open();
  await page.getByRole('link', { name: order.receipt_label }).waitFor();
  await picture(page, 'admin-orders');
  await page.getByLabel('Receipt number').fill('999999');
  await page.getByText('No order matches').waitFor();
  await picture(page, 'admin-orders-none');
  await page.getByLabel('Receipt number').fill('');
  await admin.openOrder(order.receipt_label);
  await picture(page, 'admin-order');
  await page.getByRole('button', { name: 'Show receipt' }).click();
  await admin.dialog.locator('pre').waitFor();
  await picture(page, 'admin-receipt');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Void the sale' }).click();
  await admin.dialog.getByLabel('Reason').fill('Customer brought it back at once');
  await picture(page, 'admin-void');
  await admin.dialog.getByRole('button', { name: 'Void the sale' }).click();
  await page.getByText('Voided', { exact: true }).waitFor();
  await picture(page, 'admin-order-voided');
});
