import { expectOnePaper } from '../support/one-paper.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test('a sale of today is voided with a reason by who may', async ({ till, shop }) => {
  const product = await shop.makeProduct('Sold by mistake', 640);
  const register = await shop.register(await shop.store(demo.store));
  const order = await shop.sell(register, [{ product, quantity_milli: 1000 }]);
  const { page } = till;
  await till.open({ email: demo.owner });
  await page.getByRole('button', { name: 'Sales', exact: true }).tap();
  await page.getByRole('button', { name: order.receipt_label }).tap();
  await page.getByRole('button', { name: 'Void the sale' }).tap();
  await till.dialog.getByRole('button', { name: 'Void the sale' }).tap();
  await expect(till.dialog).toContainText('Say why');
  await till.dialog.getByRole('button', { name: 'Rung up by mistake' }).tap();
  await till.dialog.getByRole('button', { name: 'Void the sale' }).tap();
  await expect(page.getByRole('button', { name: order.receipt_label })).toContainText('Voided');
  await expect(page.getByRole('button', { name: 'Void the sale' })).toHaveCount(0);
  expect(await shop.order(order.id)).toMatchObject({ status: 'voided', voided: { reason: 'Rung up by mistake' } });
});

test('a cashier may not void, and is not offered it', async ({ till, shop }) => {
  const product = await shop.makeProduct('Not voided', 640);
  const register = await shop.register(await shop.store(demo.store));
  const order = await shop.sell(register, [{ product, quantity_milli: 1000 }]);
  await till.open();
  await till.page.getByRole('button', { name: 'Sales', exact: true }).tap();
  await till.page.getByRole('button', { name: order.receipt_label }).tap();
  await expect(till.page.getByRole('button', { name: 'Print a copy' })).toBeVisible();
  await expect(till.page.getByRole('button', { name: 'Void the sale' })).toHaveCount(0);
});

test('the first print is the original, each later one says that it is a copy; the paper is 80 mm wide', async ({
  till,
  shop,
}) => {
  const product = await shop.makeProduct('Printed', 175);
  const { page } = till;
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  await till.open();
  await till.touch(product.name);
  await till.exact.tap();
  const label = await till.expectDone('€0.00');
  await page.getByRole('button', { name: 'Show receipt' }).tap();
  await expect(till.dialog.locator('pre')).toContainText(label);
  await expect(till.dialog.locator('pre')).not.toContainText('COPY');
  await till.dialog.getByRole('button', { name: 'Print', exact: true }).tap();
  await expectOnePaper(page);
  await expect(till.dialog.locator('pre')).toContainText('*** COPY ***');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Sales', exact: true }).tap();
  await page.getByRole('button', { name: label }).tap();
  await expect(page.locator('pre')).toContainText('*** COPY ***');
  await page.getByRole('button', { name: 'Print a copy' }).tap();
  await expectOnePaper(page);
});
