import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo, type Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing, heldBack } from '../support/unanswered.ts';

const hours = /\/orders\/totals\?by=hour/;
const totals = /\/orders\/totals\?/;
const latest = /\/orders\?/;
const stock = /\/stock\/goods\?/;
const drawers = /\/sessions\?/;

/** Something that is so dear that it leads the day. */
async function sell(shop: Shop): Promise<{ label: string; name: string }> {
  const product = await shop.makeProduct('Espresso machine', 250_000);
  const register = await shop.register(await shop.store(demo.store));
  const order = await shop.sell(register, [{ product, quantity_milli: 1000 }]);
  return { label: order.receipt_label, name: product.name };
}

test('the portal begins with the day: figures, charts with their tables, and the ways on', async ({ page, shop }) => {
  const { label, name } = await sell(shop);
  const register = await shop.newRegister(await shop.store(demo.store));
  const session_id = await shop.openSession(register, [{ value_minor: 1000, count: 5 }]);
  const low = await shop.makeProduct('Rare tea', 900);
  await shop.correctStock(low, await shop.store(demo.store), -3);
  const admin = new AdminPage(page);
  await admin.open('/admin/');

  await expect(page.getByRole('heading', { name: 'Today', exact: true })).toBeVisible();
  const figures = page.getByRole('region', { name: 'So far today' });
  await figures.getByText('€').first().waitFor();
  await expect(figures).toContainText(/Sold€[\d,.]{7,}/);
  await expect(figures).toContainText(/last \w+day/);
  const goods = page.getByRole('region', { name: 'Top goods' });
  await expect(goods.getByRole('link', { name }).first()).toBeVisible();

  const byHour = page.getByRole('region', { name: 'By hour' }).first();
  await expect(byHour.getByRole('img', { name: /Most was sold at \d\d:00: €/ })).toBeVisible();
  await byHour.getByRole('button', { name: 'Show as table' }).click();
  await expect(byHour.getByRole('row').nth(1)).toContainText(/\d\d:00/);
  await goods.getByRole('button', { name: 'Show as table' }).click();
  await expect(goods.getByRole('row', { name })).toContainText('€2,500.00');
  const stores = page.getByRole('region', { name: 'By store' }).first();
  await stores.getByRole('button', { name: 'Show as table' }).click();
  await expect(stores.getByRole('row', { name: demo.store })).toContainText('€');

  await expect(page.getByRole('region', { name: 'Open registers' })).toContainText(register.name);
  await page.getByLabel('Store', { exact: true }).selectOption(demo.strictStore);
  await expect(page).toHaveURL(/store_id=/);
  await expect(page.getByText(label)).toHaveCount(0);
  await page.getByLabel('Store', { exact: true }).selectOption('All stores');
  await page.getByRole('region', { name: 'Latest orders' }).getByRole('link', { name: label }).click();
  await expect(page.getByRole('heading', { name: `Order ${label}` })).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'Below zero' }).click();
  await expect(
    page.getByRole('region', { name: 'Stock', exact: true }).getByRole('link', { name: low.name }),
  ).toBeVisible();
  await shop.countDrawer(session_id, [{ value_minor: 1000, count: 5 }]);
  await shop.closeSession(session_id, 0);
});

test('a dashboard that is slow, empty, or does not come', async ({ page, shop }) => {
  const { label } = await sell(shop);
  const answer = await heldBack(page, totals);
  const admin = new AdminPage(page);
  await admin.open('/admin/');
  await page.getByRole('link', { name: label }).waitFor();
  await expect(page.getByRole('region', { name: 'Top goods' }).locator('.animate-shimmer')).toBeVisible();
  await answer({ items: [], next_cursor: null });
  await expect(page.getByText('Nothing sold yet today').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'So far today' })).toContainText('€0.00');

  await page.unroute(totals);
  for (const url of [hours, stock, drawers]) await failing(page, url);
  await page.reload();
  await page.getByText('Today’s figures did not come').waitFor();
  await expect(page.getByText('The hours did not come')).toBeVisible();
  await expect(page.getByText('The stock did not come')).toBeVisible();
  await expect(page.getByText('The open registers did not come')).toBeVisible();
  await page.unroute(drawers);
  await page.getByRole('region', { name: 'Open registers' }).getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The open registers did not come')).toHaveCount(0);
  await page.unroute(hours);
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(page.getByRole('region', { name: 'So far today' })).toBeVisible();

  await failing(page, latest);
  await page.reload();
  await page.getByText('The latest orders did not come').waitFor();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the dashboard is accessible and fits a narrow screen, ${colorScheme}`, async ({ page, shop }) => {
    const { label } = await sell(shop);
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open('/admin/');
    await page.getByRole('link', { name: label }).waitFor();
    await page.getByRole('img', { name: /Most was sold/ }).waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Show as table' }).first().click();
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await expectAccessible(page);
  });
}
