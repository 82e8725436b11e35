import { makeLabelledGoods } from '../support/labelled-goods.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test('a pack with its weight: each is a line of its own, sold as labelled', async ({ till, request, shop }) => {
  const cheese = await makeLabelledGoods(request, { name: 'Gouda by weight', prefix: '21', amount_minor: 1290 });
  await till.open();
  await till.scan(cheese.label(350));
  await till.scan(cheese.label(275));
  await expect(till.line(cheese.name)).toHaveCount(2);
  await expect(till.line(cheese.name).first()).toContainText('0.350');
  await expect(till.line(cheese.name).first()).toContainText('€4.52');
  await expect(till.line(cheese.name).last()).toContainText('€3.55');
  await till.exact.tap();
  const label = await till.expectDone('€0.00');
  const [order] = await shop.orders(await shop.register(await shop.store(demo.store)));
  expect(order).toMatchObject({ receipt_label: label, total_minor: 452 + 355 });
});

test('a pack with its price costs that; a price that the shelf can’t come to needs a manager', async ({
  till,
  request,
}) => {
  const ham = await makeLabelledGoods(request, { name: 'Ham by price', prefix: '23', amount_minor: 2499 });
  await till.open();
  await till.scan(ham.label(500));
  await expect(till.line(ham.name)).toContainText('0.200');
  expect(await till.total()).toBe(500);
  await till.scan(ham.label(501));
  await expect(till.page.getByRole('alert')).toContainText('Ask a manager');
  expect(await till.total()).toBe(500);
  await till.exact.tap();
  await till.expectDone('€0.00');
});

test('a manager takes the label’s price, and the sale is booked with it', async ({ till, request }) => {
  const ham = await makeLabelledGoods(request, { name: 'Ham, old label', prefix: '23', amount_minor: 2499 });
  await till.open({ email: demo.owner });
  await till.scan(ham.label(501));
  await expect(till.line(ham.name)).toContainText('Price on the label');
  expect(await till.total()).toBe(501);
  await till.exact.tap();
  await till.expectDone('€0.00');
});
