import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test('a price of its own, with its reason, is booked; the shelf’s price can be put back', async ({ till, shop }) => {
  const product = await shop.makeProduct('Dented tin', 300);
  const register = await shop.register(await shop.store(demo.store));
  await till.open({ email: demo.owner });
  await till.touch(product.name);
  const change = () => till.more(product.name, 'Change the price');
  await change();
  await expect(till.dialog.getByRole('textbox')).toBeFocused();
  await till.type('100');
  await expect(till.dialog.getByRole('button', { name: 'Set €1.00' })).toBeDisabled();
  await till.dialog.getByText('Damaged', { exact: true }).tap();
  await till.dialog.getByRole('button', { name: 'Set €1.00' }).tap();
  await expect(till.line(product.name)).toContainText('€1.00 each: Damaged');
  expect(await till.total()).toBe(100);

  await change();
  await till.dialog.getByRole('button', { name: 'Shelf price' }).tap();
  expect(await till.total()).toBe(300);

  await change();
  await till.dialog.getByText('Other', { exact: true }).tap();
  await expect(till.dialog.getByRole('button', { name: /^Set/ })).toBeDisabled();
  await till.dialog.getByLabel('In your words').fill('Last one of the season');
  await till.dialog.getByLabel('New price').focus();
  await till.type('150');
  await till.exact.tap();
  const label = await till.expectDone('€0.00');
  const [order] = await shop.orders(register);
  expect(order).toMatchObject({ receipt_label: label, total_minor: 150 });
  expect(await shop.order(order?.id ?? '')).toMatchObject({ lines: [{ override_reason: 'Last one of the season' }] });
});

test('who may not change a price is not offered it', async ({ till, shop }) => {
  const product = await shop.makeProduct('Fixed price', 300);
  await till.open();
  await till.touch(product.name);
  await expect(till.line(product.name)).toBeVisible();
  await till.cart.getByRole('button', { name: `More for ${product.name}` }).tap();
  await expect(till.dialog.getByRole('button', { name: 'Note', exact: true })).toBeVisible();
  await expect(till.dialog.getByRole('button', { name: 'Change the price' })).toHaveCount(0);
});
