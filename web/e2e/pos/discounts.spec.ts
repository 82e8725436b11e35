import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test.afterEach(async ({ shop }) => {
  await shop.changeDiscountSettings({ cashier_limit_micro: 0, manager_limit_micro: 1_000_000, reasons: [] });
});

test('a cashier takes off what they may, with a reason and a note, and the receipt says so', async ({ till, shop }) => {
  await shop.changeDiscountSettings({
    cashier_limit_micro: 120_000,
    manager_limit_micro: 1_000_000,
    reasons: ['Regular', 'Staff'],
  });
  const [tea, cup] = [await shop.makeProduct('Discount tea', 1000), await shop.makeProduct('Discount cup', 2000)];
  const register = await shop.register(await shop.store(demo.store));
  await till.open();
  await till.touch(tea.name);
  await till.touch(cup.name);

  await till.more(tea.name, 'Discount');
  await expect(till.dialog.getByText('12%', { exact: true })).toBeVisible();
  await expect(till.dialog.getByText('15%', { exact: true })).toHaveCount(0);
  await till.dialog.getByText('10%', { exact: true }).tap();
  await expect(till.dialog.getByRole('button', { name: 'Take it off' })).toBeDisabled();
  await till.dialog.getByText('Regular', { exact: true }).tap();
  await till.dialog.getByRole('button', { name: 'Take it off' }).tap();
  await expect(till.line(tea.name)).toContainText('−10%: Regular');
  expect(await till.total()).toBe(2900);

  await till.cart.getByRole('button', { name: 'Discount or note for the sale' }).tap();
  await till.dialog.getByRole('button', { name: 'Discount', exact: true }).tap();
  await till.dialog.getByText('5%', { exact: true }).tap();
  await till.dialog.getByText('Staff', { exact: true }).tap();
  await till.dialog.getByRole('button', { name: 'Take it off' }).tap();
  await expect(till.cart.getByText('−5%: Staff')).toBeVisible();
  expect(await till.total()).toBe(2755);

  await till.more(cup.name, 'Note');
  await till.dialog.getByLabel('Note', { exact: true }).fill('Engraved: LB');
  await till.dialog.getByRole('button', { name: 'Keep the note' }).tap();
  await expect(till.line(cup.name)).toContainText('Engraved: LB');

  await till.exact.tap();
  await till.expectDone('€0.00');
  const [order] = await shop.orders(register);
  expect(order).toMatchObject({ total_minor: 2755 });
  expect(await shop.order(order?.id ?? '')).toMatchObject({
    discount: { rate_micro: 50_000, reason: 'Staff', off_minor: 145 },
    lines: [{ discount: { off_minor: 100 } }, { note: 'Engraved: LB' }],
  });
  if (order)
    expect(await shop.receipt(order)).toMatch(/Discount 10 % +-1\.00[\s\S]*Engraved: LB[\s\S]*Discount 5 % +-1\.45/);
});

test('who may take nothing off is not asked', async ({ till, shop }) => {
  const product = await shop.makeProduct('Full price', 300);
  await till.open();
  await till.touch(product.name);
  await till.cart.getByRole('button', { name: 'Discount or note for the sale' }).tap();
  await expect(till.dialog.getByRole('button', { name: 'Note', exact: true })).toBeVisible();
  await expect(till.dialog.getByRole('button', { name: 'Discount', exact: true })).toHaveCount(0);
});
