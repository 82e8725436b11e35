import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { expect, test } from '../support/test.ts';

test('the portal speaks Arabic, from right to left and in high contrast, and stays so on this device', async ({
  page,
}) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/account');
  await page.getByText('High contrast', { exact: true }).click();
  await expectAccessible(page);
  await page.getByText('العربية', { exact: true }).click();
  await expect(page.getByRole('heading', { name: 'حسابي', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.goto('/admin/orders');
  await page.getByRole('heading', { name: 'المبيعات', exact: true }).waitFor();
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more');
  // The menu is where a line begins: at the right.
  const menu = await page.getByRole('navigation').first().boundingBox();
  const content = await page.getByRole('main').boundingBox();
  expect(menu?.x ?? 0).toBeGreaterThan(content?.x ?? Number.POSITIVE_INFINITY);
  await expectAccessible(page);
  // A name in Latin letters is read from its own beginning, and a cross stands clear of it.
  await page.goto('/admin/stock?query=100%25');
  await page.locator('bdi', { hasText: '100% Arabica Coffee' }).waitFor();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

test('what the server finds wrong with a field is said in the reader’s language', async ({ page, shop }) => {
  const product = await shop.makeProduct('Schon da', 100);
  const admin = new AdminPage(page);
  await admin.open('/admin/account');
  await page.getByText('Deutsch', { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await page.goto('/admin/products/new');
  await page.getByLabel('Name', { exact: true }).fill('Noch einmal');
  await page.getByLabel('Artikelnummer').fill(product.sku);
  await page.getByLabel('Preis (EUR)').fill('1');
  const create = page.getByRole('button', { name: 'Artikel anlegen' });
  await create.click();
  const sku = page.getByLabel('Artikelnummer');
  await expect(sku).toHaveAccessibleDescription(/Ein anderer Artikel hat diese Artikelnummer\./);
  // A fault that the form does not know before it is sent.
  await page.route(/\/products$/, (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    const errors = [{ pointer: '/sku', code: 'invalid_characters', detail: 'a SKU has visible characters only' }];
    return route.fulfill({ status: 400, json: { code: 'invalid_body', detail: 'Some fields are not right.', errors } });
  });
  await sku.fill('NEU-1');
  await create.click();
  await expect(sku).toHaveAccessibleDescription(/Ein Zeichen darin ist hier nicht erlaubt\./);
});
