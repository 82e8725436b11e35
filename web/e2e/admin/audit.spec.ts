import { readFile } from 'node:fs/promises';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { speak } from '../support/speak.ts';
import { expect, test } from '../support/test.ts';
import { failing } from '../support/unanswered.ts';

const list = /\/audit\/entries\?/;

/** The list as it is once what just happened is chained: some seconds. */
const SOON = { timeout: 15_000, intervals: [500, 1000] };

test('what was changed is found, by whom, and what it was before', async ({ page, shop }) => {
  const product = await shop.makeProduct('Ledger', 300);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  await page.getByLabel('Name', { exact: true }).fill(`${product.name} new`);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('heading', { name: `${product.name} new` })).toBeVisible();

  const rows = page.getByRole('region', { name: 'Activity' }).getByRole('row');
  await expect(async () => {
    await page.goto(`/admin/audit?subject_id=${product.id}`);
    await expect(rows.filter({ hasText: 'Product changed' })).toHaveCount(1, { timeout: 2000 });
  }).toPass(SOON);
  await expectAccessible(page);
  await page.getByLabel('What', { exact: true }).selectOption({ label: 'Product added' });
  await expect(rows.filter({ hasText: 'Product changed' })).toHaveCount(0);
  await expect(rows.filter({ hasText: 'Product added' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/admin\/audit$/);

  await page.goto(`/admin/audit?subject_id=${product.id}&action=product.updated`);
  // By keyboard alone.
  const entry = rows.getByRole('link', { name: 'Product changed' });
  await entry.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Product changed' })).toBeVisible();
  const changes = page.getByRole('region', { name: 'What changed' });
  await expect(changes).toContainText(product.name);
  await expect(changes).toContainText(`${product.name} new`);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'All that happened to it' }).click();
  await expect(rows.filter({ hasText: 'Product added' })).toHaveCount(1);
});

test('an entry says what it is about, and opens it; what changed is in the words, the money and the dates of the reader', async ({
  page,
  shop,
}) => {
  const product = await shop.makeProduct('Ledger', 300);
  await shop.changePrice(product, 1250);
  const store = await shop.store(demo.store);
  const order = await shop.sell(await shop.register(store), [{ product, quantity_milli: 1000 }]);
  const person = await shop.hire('Ana Oliveira', 'cashier', store);
  const admin = new AdminPage(page);
  await admin.open('/admin/audit');
  const rows = page.getByRole('region', { name: 'Activity' }).getByRole('row');
  await rows.nth(1).waitFor();
  const row = async (query: string, text: string) => {
    await expect(async () => {
      await page.goto(`/admin/audit?${query}`);
      await expect(rows.nth(1)).toContainText(text, { timeout: 2000 });
    }).toPass(SOON);
    return rows.nth(1);
  };

  const sold = await row(`action=order.completed&subject_id=${order.id}`, order.receipt_label);
  await sold.getByRole('link', { name: order.receipt_label }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/orders/${order.id}$`));

  const joined = await row(`action=auth.user_invited&subject_id=${person.id}`, 'Ana Oliveira');
  await joined.getByRole('link', { name: 'Somebody invited' }).click();
  const changes = page.getByRole('region', { name: 'What changed' });
  await expect(changes).toContainText(`Cashier · ${store.name}`);
  await expect(changes).not.toContainText(store.id);
  await page.getByRole('link', { name: 'Ana Oliveira' }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/users/${person.id}$`));

  const changed = await row(`action=product.price_changed&subject_id=${product.id}`, product.name);
  await changed.getByRole('link', { name: 'Price changed' }).click();
  await expect(changes).toContainText(/Price\s*€3\.00\s*became\s*€12\.50/);
  await expectAccessible(page);
  await speak(page, 'de');
  await expect(page.getByRole('region', { name: 'Was sich änderte' })).toContainText(/Preis\s*3,00.€.*12,50.€/);
  await speak(page, 'ar');
  await expect(page.getByRole('region', { name: 'ما تغيّر' })).toContainText('السعر');
  await speak(page, 'en');
  await page.getByRole('link', { name: product.name }).click();
  await expect(page).toHaveURL(new RegExp(`/admin/products/${product.id}$`));
});

test('the activity comes as a file, and that it was taken is an entry', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/audit?action=audit.exported');
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^audit-\d{4}-\d\d-\d\d\.csv$/);
  expect(await readFile(await file.path(), 'utf8')).toMatch(/^number,at,source,action,user_id,/);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('link', { name: 'Activity exported' }).first()).toBeVisible({ timeout: 2000 });
  }).toPass(SOON);
});

test('who may not see it does not, and what fails can be tried again', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/audit', demo.manager);
  await expect(page.getByText('Not for your role')).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Activity' })).toHaveCount(0);

  await admin.open('/admin/orders');
  await failing(page, list);
  await page.getByRole('navigation').getByRole('link', { name: 'Activity' }).click();
  await expect(page.getByText('The activity can’t be shown')).toBeVisible();
  await page.unroute(list);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Activity' }).getByRole('row').nth(1)).toBeVisible();
});

test('on a phone nothing stands over the edge', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const admin = new AdminPage(page);
  await admin.open('/admin/audit');
  const rows = page.getByRole('region', { name: 'Activity' }).getByRole('row');
  await rows.nth(1).waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await rows.nth(1).getByRole('link').click();
  await page.getByRole('region', { name: 'What changed' }).waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});
