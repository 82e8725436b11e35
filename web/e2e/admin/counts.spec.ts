import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing, heldBack } from '../support/unanswered.ts';

const list = /\/stock\/counts\?/;
const oneCount = /\/stock\/counts\/[0-9a-f-]{36}$/;
const lines = /\/stock\/counts\/[0-9a-f-]{36}\/lines/;

test('a cashier counts without seeing the record, a manager approves, and the record is right', async ({
  page,
  shop,
}) => {
  const product = await shop.makeProduct('Counted', 300);
  await shop.receive(product, await shop.store(demo.store), 10);
  const admin = new AdminPage(page);
  await admin.open('/admin/stock/counts', demo.cashier);
  await page.getByRole('link', { name: 'Begin a count' }).first().click();
  // The list has a place to choose, too.
  await page.getByLabel('What', { exact: true }).waitFor();
  await page.getByLabel('Place').selectOption(demo.store);
  await page.getByLabel('What', { exact: true }).selectOption('cycle');
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(page.getByText('Look for the products to count and add them.')).toBeVisible();
  await page.getByLabel('Add a product').fill(product.sku);
  await page.getByRole('button', { name: `Add ${product.name}` }).click();
  await page.getByRole('button', { name: 'Begin' }).click();

  await expect(page.getByText('The record is not shown while you count.')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'On record' })).toHaveCount(0);
  await page.getByRole('button', { name: `Count ${product.name}` }).click();
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(admin.dialog.getByText('Enter a quantity, 0 or more.')).toBeVisible();
  await admin.dialog.getByLabel(`Quantity of ${product.name}`).fill('7');
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  const row = page.getByRole('row', { name: product.name });
  await expect(row.getByRole('cell').nth(1)).toHaveText('7');
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await admin.dialog.getByRole('button', { name: 'Hand it in' }).click();
  await expect(page.getByText('Waits for approval')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Approve' })).toHaveCount(0);
  const address = page.url();
  await admin.signOut();

  await admin.open(new URL(address).pathname, demo.manager);
  await expect(row.getByRole('cell').nth(3)).toHaveText('-3');
  await page.getByRole('button', { name: 'Count on' }).click();
  await expect(page.getByText('Being counted')).toBeVisible();
  await page.getByRole('button', { name: 'Hand it in' }).click();
  await admin.dialog.getByRole('button', { name: 'Hand it in' }).click();
  await page.getByLabel('Show').selectOption('uncounted');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Approve' }).click();
  await admin.dialog.getByRole('button', { name: 'Approve' }).click();
  await expect(page.getByText('Approved', { exact: true })).toBeVisible();
  await page.goto(`/admin/stock/${product.id}`);
  await expect(page.getByRole('row', { name: 'All places' }).getByRole('cell').nth(1)).toHaveText('7');
});

test('counts that are slow, none, or do not come', async ({ page, shop }) => {
  const count_id = await shop.beginCount(await shop.store(demo.store));
  const admin = new AdminPage(page);
  const answer = await heldBack(page, list);
  await admin.open('/admin/stock/counts');
  await expect(page.getByRole('region', { name: 'Counts' }).locator('tbody tr')).toHaveCount(8);
  await answer({ items: [], next_cursor: null });
  await expect(page.getByText('No counts yet')).toBeVisible();
  await page.unroute(list);
  await failing(page, list);
  await page.getByLabel('State').selectOption('approved');
  await expect(page.getByText('The counts can’t be shown')).toBeVisible();
  await failing(page, oneCount);
  await failing(page, lines);
  await page.goto(`/admin/stock/counts/${count_id}`);
  await expect(page.getByText('This count can’t be shown')).toBeVisible();
  await page.unroute(oneCount);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The products of this count can’t be shown')).toBeVisible();
  await page.unroute(lines);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Nothing is counted yet')).toBeVisible();
  await page.getByRole('button', { name: 'Cancel the count' }).click();
  await admin.dialog.getByRole('button', { name: 'Cancel the count' }).click();
  await expect(page.getByText('Cancelled', { exact: true })).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages of counts are accessible and fit a narrow screen, ${colorScheme}`, async ({ page, shop }) => {
    const product = await shop.makeProduct('For everyone', 300);
    const count_id = await shop.beginCount(await shop.store(demo.store), product);
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    const admin = new AdminPage(page);
    await admin.open('/admin/stock/counts');
    await page.getByRole('region', { name: 'Counts' }).getByRole('link').first().waitFor();
    await expectAccessible(page);
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await page.goto(`/admin/stock/counts/${count_id}`);
    await page.getByRole('button', { name: `Count ${product.name}` }).waitFor();
    await expectAccessible(page);
    expect(await overhang(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: `Count ${product.name}` }).click();
    await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
    await expectAccessible(page);
    await page.goto('/admin/stock/counts/new');
    await page.getByLabel('What', { exact: true }).selectOption('cycle');
    await expectAccessible(page);
    expect(await overhang(page)).toBeLessThanOrEqual(0);
  });
}
