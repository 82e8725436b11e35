import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test('a till shows and takes its own store’s price', async ({ till, shop }) => {
  const store = await shop.store(demo.store);
  const product = await shop.makeProduct('Dearer here', 300);
  await shop.setStorePrice(product, store, 350);
  await till.open();
  expect(await till.goodsPrice(product.name)).toBe('€3.50');
  await till.touch(product.name);
  expect(await till.total()).toBe(350);
  await till.exact.tap();
  await till.expectDone('€0.00');
  const [order] = await shop.orders(await shop.register(store));
  expect(order).toMatchObject({ total_minor: 350 });
});
