import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing, heldBack } from '../support/unanswered.ts';

const lists = { stock: /\/stock\/goods\?/, moves: /\/stock\/[0-9a-f-]{36}\/moves/, transfers: /\/stock\/transfers\?/ };
const oneGoods = /\/stock\/[0-9a-f-]{36}$/;
const oneTransfer = /\/stock\/transfers\/[0-9a-f-]{36}$/;

const rowOf = (page: Page, region: string, name: string): Locator =>
  page.getByRole('region', { name: region, exact: true }).getByRole('row', { name });

async function search(page: Page, text: string): Promise<void> {
  await page.getByLabel('Search', { exact: true }).fill(text);
  await expect(page).toHaveURL(/query=/);
}

test('goods are found, received, put right, set aside and given a reorder point, and the history says so', async ({
  page,
  shop,
}) => {
  const product = await shop.makeProduct('Stocked', 300);
  const admin = new AdminPage(page);
  const confirm = () => admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await admin.open('/admin/stock', demo.manager);
  await search(page, product.sku);
  await rowOf(page, 'Stock', product.name).getByRole('link').click();
  await expect(page.getByText('Nothing moved yet')).toBeVisible();

  await page.getByRole('button', { name: 'Receive' }).click();
  await admin.dialog.getByLabel('Place').selectOption(demo.store);
  await admin.dialog.getByLabel('How much came').fill('1.5');
  await confirm();
  await expect(admin.dialog.getByText('Enter a quantity above 0')).toBeVisible();
  await admin.dialog.getByLabel('How much came').fill('12');
  await admin.dialog.getByLabel('Delivery note').fill('Note 4711');
  await confirm();
  await expect(page.getByText('It is on record.')).toBeVisible();
  const here = rowOf(page, 'By place', demo.store);
  await expect(here.getByRole('cell').nth(1)).toHaveText('12');

  await page.getByRole('button', { name: 'Put right' }).click();
  await admin.dialog.getByLabel('Place').selectOption(demo.store);
  await admin.dialog.getByLabel('By how much').fill('2');
  await admin.dialog.getByLabel('Reason').selectOption('lost');
  await confirm();
  await expect(here.getByRole('cell').nth(1)).toHaveText('10');

  await page.getByRole('button', { name: 'Damaged' }).click();
  await admin.dialog.getByLabel('Place').selectOption(demo.store);
  await admin.dialog.getByLabel('How much').fill('3');
  await admin.dialog.getByLabel('Reason').selectOption('spoiled');
  await confirm();
  await expect(here.getByRole('cell').nth(1)).toHaveText('7');
  await expect(here.getByRole('cell').nth(5)).toHaveText('3');
  await page.getByRole('button', { name: 'Damaged' }).click();
  await admin.dialog.getByLabel('Place').selectOption(demo.store);
  await admin.dialog.getByLabel('What happens').selectOption('write_off');
  await admin.dialog.getByLabel('How much').fill('4');
  await confirm();
  await expect(admin.dialog.getByRole('alert')).toContainText('set aside');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Reorder point' }).click();
  await admin.dialog.getByLabel('Place').selectOption(demo.store);
  await admin.dialog.getByLabel('Low when no more').fill('8');
  await confirm();
  await expect(here.getByRole('cell').nth(6)).toHaveText('8');

  const history = page.getByRole('region', { name: 'History' });
  await expect(history).toContainText('Note 4711');
  await expect(history).toContainText('Lost');
  await expect(history.getByRole('row', { name: 'Received' })).toContainText('+12');
  await page.getByRole('search').getByLabel('Place').selectOption(demo.strictStore);
  await expect(page.getByText('Nothing matches')).toBeVisible();

  await page.getByRole('link', { name: 'Stock' }).last().click();
  await page.getByLabel('State').selectOption('low');
  await search(page, product.sku);
  await expect(rowOf(page, 'Stock', product.name)).toContainText('Low');
  await page.getByLabel('Place').selectOption(demo.strictStore);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('State')).toHaveValue('low');
});

test('a receipt whose answer was lost is booked once', async ({ page, shop }) => {
  const product = await shop.makeProduct('Twice', 300);
  const admin = new AdminPage(page);
  await admin.open(`/admin/stock/${product.id}`);
  await page.getByRole('button', { name: 'Receive' }).click();
  await admin.dialog.getByLabel('How much came').fill('5');
  await page.route(/\/stock\/receipts$/, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(admin.dialog.getByRole('alert')).toContainText('The server can’t be reached.');
  await page.unroute(/\/stock\/receipts$/);
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(page.getByText('It is on record.')).toBeVisible();
  await expect(rowOf(page, 'By place', 'All places').getByRole('cell').nth(1)).toHaveText('5');
});

test('the list is ordered by its heads, and all of it comes as a file', async ({ page, shop }) => {
  const product = await shop.makeProduct('Filed', 300);
  await shop.receive(product, await shop.store(demo.store), 900_000);
  const admin = new AdminPage(page);
  await admin.open('/admin/stock');
  const region = page.getByRole('region', { name: 'Stock', exact: true });
  await region.getByRole('button', { name: 'On hand' }).click();
  await region.getByRole('button', { name: 'On hand' }).click();
  await expect(page).toHaveURL(/sort=-on_hand/);
  await expect(region.getByRole('row').nth(1)).toContainText('900,000');
  const names = region.getByRole('link');
  await region.getByRole('button', { name: 'Product', exact: true }).click();
  await expect(page).toHaveURL(/sort=name/);
  const first = await names.first().textContent();
  await region.getByRole('button', { name: 'Product', exact: true }).click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(names.first()).not.toHaveText(first ?? '');
  // A search begins with its best matches, and is not turned round.
  await page.getByLabel('Search', { exact: true }).fill(product.sku);
  await expect(names).toHaveCount(1);
  await expect(page).not.toHaveURL(/sort/);
  await expect(region.getByRole('button', { name: 'Product', exact: true })).toHaveCount(0);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  expect((await download).suggestedFilename()).toMatch(/^stock-.*\.csv$/);
});

test('goods are sent, some arrive, and what is missing is settled', async ({ page, shop }) => {
  const product = await shop.makeProduct('Sent', 300);
  await shop.receive(product, await shop.store(demo.store), 10);
  const admin = new AdminPage(page);
  await admin.open('/admin/stock/transfers', demo.manager);
  await page.getByRole('link', { name: 'Send goods' }).first().click();
  await page.getByLabel('From', { exact: true }).selectOption(demo.store);
  await page.getByLabel('To', { exact: true }).selectOption(demo.store);
  await expect(page.getByText('Choose two different places.')).toBeVisible();
  await page.getByLabel('To', { exact: true }).selectOption(demo.strictStore);
  await page.getByLabel('Add a product').fill(product.sku);
  await page.getByRole('button', { name: `Add ${product.name}` }).click();
  await page.getByLabel(`Quantity of ${product.name}`).fill('0');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByText('Enter a quantity above 0.')).toBeVisible();
  await page.getByLabel(`Quantity of ${product.name}`).fill('6');
  await page.getByRole('link', { name: 'Orders' }).click();
  await admin.dialog.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(page.getByRole('heading', { name: `${demo.store} to ${demo.strictStore}` })).toBeVisible();

  await page.getByRole('button', { name: 'Receive' }).click();
  await admin.dialog.getByLabel(product.name).fill('7');
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(admin.dialog.getByText('Enter a quantity from 0 to 6.')).toBeVisible();
  await admin.dialog.getByLabel(product.name).fill('4');
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  const row = rowOf(page, 'Goods', product.name);
  await expect(row.getByRole('cell').nth(4)).toHaveText('2');
  await page.getByRole('button', { name: 'Something is missing' }).click();
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(admin.dialog.getByText('Say why in a few words.')).toBeVisible();
  await admin.dialog.getByLabel('Note').fill('Fell off the van');
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(row.getByRole('cell').nth(4)).toHaveText('0');
  await expect(page.getByText('Done', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Receive' })).toHaveCount(0);

  await page.goto(`/admin/stock/${product.id}`);
  await expect(rowOf(page, 'By place', demo.strictStore).getByRole('cell').nth(1)).toHaveText('4');
  await expect(page.getByRole('region', { name: 'History' })).toContainText('Fell off the van');
});

test('what moved a product is read from either end', async ({ page, shop }) => {
  const product = await shop.makeProduct('Moved', 300);
  const store = await shop.store(demo.store);
  await shop.receive(product, store, 7);
  await shop.correctStock(product, store, -2);
  const admin = new AdminPage(page);
  await admin.open(`/admin/stock/${product.id}`);
  const moves = page.getByRole('region', { name: 'History', exact: true });
  await expect(moves.getByRole('row').nth(1)).toContainText('-2');
  await moves.getByRole('button', { name: 'When' }).click();
  await expect(page).toHaveURL(/sort=at/);
  await expect(moves.getByRole('row').nth(1)).toContainText('+7');
  await page.getByLabel('Place', { exact: true }).selectOption(demo.store);
  await expect(page).toHaveURL(/location_id=.*sort=at|sort=at.*location_id=/);
  await page.reload();
  await expect(moves.getByRole('row').nth(1)).toContainText('+7');
});

test('transfers and counts are ordered by their heads', async ({ page, shop }) => {
  const product = await shop.makeProduct('To and fro', 300);
  const [here, there] = [await shop.store(demo.store), await shop.store(demo.strictStore)];
  await shop.receive(product, here, 10);
  const [first, second] = [
    await shop.sendGoods(product, here, there, 1),
    await shop.sendGoods(product, here, there, 2),
  ];
  const admin = new AdminPage(page);
  await admin.open('/admin/stock/transfers?sort=at');
  const transfers = page.getByRole('region', { name: 'Transfers', exact: true });
  await expect(transfers.getByRole('columnheader', { name: 'Sent' })).toHaveAttribute('aria-sort', 'ascending');
  await transfers.getByRole('button', { name: 'Sent' }).click();
  await expect(page).toHaveURL(/\/transfers$/);
  await expect(transfers.getByRole('row').filter({ has: page.locator(`a[href$="${second}"]`) })).toBeVisible();
  const addresses = await transfers
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const placeOf = (id: string) => addresses.findIndex((address) => address?.endsWith(id));
  expect(placeOf(second)).toBeLessThan(placeOf(first));

  const [earlier, later] = [await shop.beginCount(here, product), await shop.beginCount(here, product)];
  await page.goto('/admin/stock/counts?state=counting');
  const counts = page.getByRole('region', { name: 'Counts', exact: true });
  const begun = counts.getByRole('link');
  await expect(counts.locator(`a[href$="${earlier}"]`)).toBeVisible();
  const order = () => begun.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  const at = async (id: string) => (await order()).findIndex((address) => address.endsWith(id));
  expect(await at(later)).toBeLessThan(await at(earlier));
  await counts.getByRole('button', { name: 'Begun' }).click();
  await expect(page).toHaveURL(/sort=at/);
  await expect.poll(async () => (await at(earlier)) < (await at(later))).toBe(true);
});

test('a cashier sees the stock and changes nothing', async ({ page, shop }) => {
  const product = await shop.makeProduct('Only seen', 300);
  const admin = new AdminPage(page);
  await admin.open(`/admin/stock/${product.id}`, demo.cashier);
  await expect(rowOf(page, 'By place', 'All places')).toBeVisible();
  for (const name of ['Receive', 'Put right', 'Damaged', 'Reorder point'])
    await expect(page.getByRole('button', { name })).toHaveCount(0);
  await page.getByRole('link', { name: 'Transfers' }).click();
  await expect(page.getByRole('heading', { name: 'Transfers' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Send goods' })).toHaveCount(0);
});

test('stock that is slow, none, or does not come', async ({ page, shop }) => {
  const product = await shop.makeProduct('Unanswered', 300);
  const admin = new AdminPage(page);
  const answer = await heldBack(page, lists.stock);
  await admin.open('/admin/stock');
  await expect(page.getByRole('region', { name: 'Stock', exact: true }).locator('tbody tr')).toHaveCount(8);
  await answer({ items: [], next_cursor: null });
  await expect(page.getByText('No goods yet')).toBeVisible();
  await page.unroute(lists.stock);
  await failing(page, lists.stock);
  await page.getByLabel('State').selectOption('damaged');
  await expect(page.getByText('The stock can’t be shown')).toBeVisible();
  await failing(page, /\/stock\/export/);
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('alert')).toContainText('The export did not come');

  await failing(page, oneGoods);
  await failing(page, lists.moves);
  await page.goto(`/admin/stock/${product.id}`);
  await expect(page.getByText('The stock of this product can’t be shown')).toBeVisible();
  await page.unroute(oneGoods);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The history can’t be shown')).toBeVisible();
  await page.unroute(lists.moves);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing moved yet')).toBeVisible();

  const transfers = await heldBack(page, lists.transfers);
  await page.getByRole('link', { name: 'Transfers' }).click();
  await expect(page.getByRole('region', { name: 'Transfers' }).locator('tbody tr')).toHaveCount(8);
  await transfers({ items: [], next_cursor: null });
  await expect(page.getByText('No transfers yet')).toBeVisible();
  await page.unroute(lists.transfers);
  await failing(page, lists.transfers);
  await page.getByLabel('State').selectOption('done');
  await expect(page.getByText('The transfers can’t be shown')).toBeVisible();
  await failing(page, oneTransfer);
  await page.goto(`/admin/stock/transfers/${crypto.randomUUID()}`);
  await expect(page.getByText('This transfer can’t be shown')).toBeVisible();
});

test('on a narrow screen no page of stock scrolls sideways', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const product = await shop.makeProduct('Narrow goods of a long name', 300);
  await shop.receive(product, await shop.store(demo.store), 5);
  const transfer_id = await shop.sendGoods(
    product,
    await shop.store(demo.store),
    await shop.store(demo.strictStore),
    2,
  );
  const admin = new AdminPage(page);
  await admin.open('/admin/stock');
  for (const [path, region] of [
    ['stock', 'Stock'],
    [`stock/${product.id}`, 'History'],
    ['stock/transfers', 'Transfers'],
    [`stock/transfers/${transfer_id}`, 'Goods'],
  ] as const) {
    await page.goto(`/admin/${path}`);
    await page.getByRole('region', { name: region, exact: true }).getByRole('row').nth(1).waitFor();
    expect(await overhang(page), path).toBeLessThanOrEqual(0);
  }
  await page.getByRole('button', { name: 'Receive' }).click();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.goto('/admin/stock/transfers/new');
  await page.getByLabel('Add a product').fill(product.sku);
  await page.getByRole('button', { name: `Add ${product.name}` }).click();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages of stock are accessible, ${colorScheme}`, async ({ page, shop }) => {
    const product = await shop.makeProduct('For everyone', 300);
    await shop.receive(product, await shop.store(demo.store), 5);
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open('/admin/stock');
    await page.getByRole('region', { name: 'Stock', exact: true }).getByRole('link').first().waitFor();
    await expectAccessible(page);
    await page.goto(`/admin/stock/${product.id}`);
    await page.getByRole('region', { name: 'History' }).getByRole('row').nth(1).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Put right' }).click();
    await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
    await expectAccessible(page);
  });

  test(`the pages of transfers are accessible, ${colorScheme}`, async ({ page, shop }) => {
    const product = await shop.makeProduct('For everyone', 300);
    const [here, there] = [await shop.store(demo.store), await shop.store(demo.strictStore)];
    await shop.receive(product, here, 5);
    const transfer_id = await shop.sendGoods(product, here, there, 2);
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open('/admin/stock/transfers');
    await page.getByRole('region', { name: 'Transfers' }).getByRole('link').first().waitFor();
    await expectAccessible(page);
    await page.goto(`/admin/stock/transfers/${transfer_id}`);
    await rowOf(page, 'Goods', product.name).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Something is missing' }).click();
    await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
    await expectAccessible(page);
    await page.goto('/admin/stock/transfers/new');
    await page.getByLabel('Add a product').fill(product.sku);
    await page.getByRole('button', { name: `Add ${product.name}` }).click();
    await expectAccessible(page);
  });
}
