import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing, heldBack } from '../support/unanswered.ts';

test('a manager lays out the first page of the tills of a store, and it is kept in its order', async ({
  page,
  shop,
}) => {
  const [tea, milk] = [await shop.makeProduct('Fresh tea', 300), await shop.makeProduct('Fresh milk', 150)];
  const store = await shop.store(demo.store);
  const before = await heldBack(page, /\/stores\?/);
  const admin = new AdminPage(page);
  await admin.open('/admin/products/favourites', demo.manager);
  await expect(page.getByRole('main').locator('.animate-shimmer')).toBeVisible();
  await before({ items: [], next_cursor: null });
  await expect(page.getByText('There is no store whose tills you lay out')).toBeVisible();
  await page.unroute(/\/stores\?/);
  await failing(page, /\/stores\?/);
  await page.reload();
  await expect(page.getByText('The stores can’t be shown')).toBeVisible();
  await page.unroute(/\/stores\?/);
  await page.getByRole('button', { name: 'Try again' }).click();

  await page.getByLabel('Store', { exact: true }).selectOption(demo.store);
  await expect(page.getByText('Nothing yet')).toBeVisible();
  for (const { name, sku } of [tea, milk]) {
    await page.getByLabel('Add a product').fill(sku);
    await page.getByRole('button', { name: `Add ${name}` }).click();
  }
  await page.getByRole('button', { name: `Move ${milk.name} up` }).click();
  await expect(page.getByRole('button', { name: `Move ${milk.name} up` })).toBeDisabled();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overhang(page)).toBeLessThanOrEqual(0);

  await failing(page, /\/favourites$/);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('alert')).toContainText('It broke.');
  await page.unroute(/\/favourites$/);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The page is saved.')).toBeVisible();
  expect((await shop.favourites(store)).map((id) => [tea, milk].findIndex((each) => each.id === id))).toEqual([1, 0]);

  await page.getByRole('button', { name: `Take ${tea.name} off the page` }).click();
  await page.getByRole('link', { name: 'Products' }).first().click();
  await expect(admin.dialog).toBeVisible();
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await shop.layOut(store, []);
});
