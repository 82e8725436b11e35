import type { Route } from '@playwright/test';
import { demo, type Order } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

type Sent = { id: string; receipt_number: number };

const isSale = (route: Route) => route.request().method() === 'POST';

test('the answer is lost and the page reloads: the same sale goes again, and there is one order', async ({
  till,
  shop,
}) => {
  const product = await shop.makeProduct('Lost answer', 640);
  const register = await shop.register(await shop.store(demo.store));
  await till.open();
  await till.touch(product.name);

  const sent: Sent[] = [];
  let isBooked = () => undefined as unknown;
  const booked = new Promise<void>((resolve) => {
    isBooked = () => resolve();
  });
  await till.page.route('**/orders', async (route) => {
    if (!isSale(route)) return route.continue();
    sent.push(route.request().postDataJSON());
    if (sent.length > 1) return route.continue();
    await route.fetch();
    isBooked();
    await route.abort('connectionreset');
  });
  await till.exact.tap();
  await booked;
  await till.page.reload();

  const label = await till.expectDone('€0.00');
  expect(sent.length).toBeGreaterThanOrEqual(2);
  for (const body of sent) expect(body).toEqual(sent[0]);
  const orders = (await shop.orders(register)).filter((order: Order) => order.id === sent[0]?.id);
  expect(orders).toHaveLength(1);
  expect(orders[0]).toMatchObject({ receipt_label: label, receipt_number: sent[0]?.receipt_number });
});

test('the sale is on the device before it is sent', async ({ till, shop }) => {
  const product = await shop.makeProduct('Stored first', 210);
  await till.open();
  await till.touch(product.name);
  let stored: unknown;
  await till.page.route('**/orders', async (route) => {
    if (isSale(route)) stored = await till.stored('sales', 'pending', 'state');
    await route.continue();
  });
  await till.exact.tap();
  await till.expectDone('€0.00');
  expect(stored).toMatchObject({ state: 'pending', body: { receipt_number: expect.any(Number) } });
});

test('a server that is away is waited for, and nothing is lost', async ({ till, shop }) => {
  const product = await shop.makeProduct('Server away', 330);
  await till.open();
  await till.touch(product.name);
  let attempts = 0;
  await till.page.route('**/orders', (route) => {
    if (!isSale(route)) return route.continue();
    attempts += 1;
    // First no answer at all, then one that asks for more patience than this test has.
    return attempts === 1
      ? route.abort('connectionrefused')
      : route.fulfill({ status: 503, headers: { 'Retry-After': '300' }, body: '{}' });
  });
  await till.exact.tap();
  await expect.poll(() => attempts).toBe(2);
  await expect(till.cart.getByText('Still sending…')).toBeVisible();
  await expect(till.cart.getByText('The sale is saved on this device')).toBeVisible();
  await till.page.unroute('**/orders');
  await till.page.getByRole('button', { name: 'Send now' }).tap();
  await till.expectDone('€0.00');
});

test('a double press on pay makes one sale', async ({ till, shop }) => {
  const product = await shop.makeProduct('Double press', 520);
  const register = await shop.register(await shop.store(demo.store));
  await till.open();
  const before = (await shop.orders(register)).length;
  await till.touch(product.name);
  await till.exact.dblclick();
  await till.expectDone('€0.00');
  expect((await shop.orders(register)).length).toBe(Math.min(before + 1, 200));
});

test('another device took the number: the sale takes the next one', async ({ till, shop, browser }) => {
  const product = await shop.makeProduct('Number taken', 115);
  await till.open();
  const other = await browser.newContext({ hasTouch: true, viewport: { width: 1280, height: 800 } });
  const otherTill = new TillPage(await other.newPage());
  await otherTill.open();
  for (const each of [till, otherTill]) {
    await each.touch(product.name);
    await each.exact.tap();
  }
  const labels = [await till.expectDone('€0.00'), await otherTill.expectDone('€0.00')];
  expect(new Set(labels).size).toBe(2);
  await other.close();
});
