import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/test.ts';

test('goods with a picture show it on their tiles, and go on doing so when it cannot be asked for', async ({
  till,
  shop,
}) => {
  const { page } = till;
  const [shown, plain] = [await shop.makeProduct('With a picture', 480), await shop.makeProduct('Without one', 120)];
  await page.goto('/pos/');
  await shop.givePicture(shown, await page.screenshot());
  await till.open();
  await till.search.fill(shown.name);
  const picture = till.tile(shown.name).locator('img');
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);
  await expectAccessible(page);
  await till.tile(shown.name).tap();
  await expect(till.line(shown.name)).toBeVisible();
  await till.search.fill(plain.name);
  await expect(till.tile(plain.name)).toBeVisible();
  await expect(till.tile(plain.name).locator('img')).toHaveCount(0);

  let asked = 0;
  await page.route(/\/pictures\//, (route) => {
    asked += 1;
    return route.abort();
  });
  await page.reload();
  await till.search.fill(shown.name);
  await expect(picture).toBeVisible();
  expect(asked).toBe(0);
});
