import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { expect, test } from '../support/test.ts';
import { failing } from '../support/unanswered.ts';

test('a product gets a picture, shows it in the list, and loses it with a way back', async ({ page, shop }) => {
  const product = await shop.makeProduct('Photographed', 300);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  const card = page.getByRole('region', { name: 'Picture', exact: true });
  const choose = card.getByLabel('Choose a picture or drop it here');
  await expect(card.locator('img')).toHaveCount(0);
  await choose.setInputFiles({ name: 'tea.png', mimeType: 'image/png', buffer: Buffer.from('no picture at all') });
  await expect(card.getByRole('alert')).toBeVisible();
  await failing(page, /\/picture$/);
  const buffer = await page.screenshot();
  await choose.setInputFiles({ name: 'tea.png', mimeType: 'image/png', buffer });
  await expect(card.getByRole('alert')).toContainText('It broke.');
  await page.unroute(/\/picture$/);
  // What is being typed about the product is not disturbed by its picture.
  await page.getByLabel('Name', { exact: true }).fill(`${product.name}, anew`);
  await choose.setInputFiles({ name: 'tea.png', mimeType: 'image/png', buffer });
  await expect(card.locator('img')).toBeVisible();
  await expect.poll(() => card.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(800);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes are saved.')).toBeVisible();

  await page.getByRole('link', { name: 'Products', exact: true }).last().click();
  await page.getByLabel('Search', { exact: true }).fill(product.sku);
  const thumbnail = page.getByRole('row').filter({ hasText: product.name }).locator('img');
  await expect(thumbnail).toBeVisible();
  await expect.poll(() => thumbnail.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(160);
  await page.getByRole('link', { name: product.name }).click();

  await card.getByRole('button', { name: 'Remove the picture' }).click();
  await expect(card.locator('img')).toHaveCount(0);
  await card.getByRole('button', { name: 'Undo' }).click();
  await expect(card.locator('img')).toBeVisible();
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

test('a picture that is dropped is taken, and one that is too large is sent smaller', async ({ page, shop }) => {
  const product = await shop.makeProduct('Dropped', 300);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/${product.id}`);
  const card = page.getByRole('region', { name: 'Picture', exact: true });
  await card.getByText('Choose a picture or drop it here').waitFor();
  const asked = page.waitForRequest(/\/picture$/);
  const transfer = await page.evaluateHandle(async () => {
    // More pixels than the API takes.
    const canvas = Object.assign(document.createElement('canvas'), { width: 5000, height: 4000 });
    const file = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    const dropped = new DataTransfer();
    dropped.items.add(new File([file ?? ''], 'large.png', { type: 'image/png' }));
    return dropped;
  });
  await card.getByText('Choose a picture or drop it here').dispatchEvent('drop', { dataTransfer: transfer });
  expect((await asked).headers()['content-type']).toBe('image/webp');
  await expect(card.locator('img')).toBeVisible();
});
