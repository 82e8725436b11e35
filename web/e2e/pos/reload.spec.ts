import { expect, test } from '../support/test.ts';

test('a line is on the device before its touch is over: a reload in the same moment finds it', async ({
  till,
  shop,
}) => {
  const product = await shop.makeProduct('Kept at once', 120);
  const { page } = till;
  await till.open();
  await till.search.fill(product.name);
  await till.tile(product.name).waitFor();
  for (const pieces of [1, 2, 3]) {
    await page.evaluate((name) => {
      const goods = [...document.querySelectorAll<HTMLElement>('ul[aria-label="Goods"] button')];
      goods.find((tile) => tile.textContent?.includes(name))?.click();
      window.location.reload();
    }, product.name);
    await till.cart.waitFor();
    await expect(till.line(product.name)).toContainText(`€${(pieces * 1.2).toFixed(2)}`);
    await till.search.fill(product.name);
    await till.tile(product.name).waitFor();
  }
});

test('a till that was opened once opens again without the server, however soon it is gone', async ({
  till,
  context,
}) => {
  const { page } = till;
  let asked = 0;
  await page.route(/\/setup$/, (route) => {
    asked += 1;
    return asked === 1 ? route.continue() : route.abort();
  });
  await till.open();
  await till.touch('Avocado');
  await expect(till.line('Avocado')).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await expect(till.line('Avocado')).toBeVisible();
});
