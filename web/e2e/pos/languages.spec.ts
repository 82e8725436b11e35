import { first as arabic } from '../../apps/pos/src/i18n/ar/first.ts';
import { later as arabicLater } from '../../apps/pos/src/i18n/ar/later.ts';
import { later as german } from '../../apps/pos/src/i18n/de/later.ts';
import { expectAccessible } from '../support/accessible.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test.use({ locale: 'de-AT' });

test('a till speaks the browser’s language, then the one that is chosen on it, also without a network', async ({
  till,
  shop,
  context,
}) => {
  const { page } = till;
  const product = await shop.makeProduct('Semmel (gross)', 1234);
  const html = page.locator('html');
  const signIn = async (words: { email: string; password: string; signIn: string }, password: string) => {
    await page.getByLabel(words.email).fill(demo.owner);
    await page.getByLabel(words.password, { exact: true }).fill(password);
    await page.getByRole('button', { name: words.signIn, exact: true }).click();
  };

  await page.goto('/pos/');
  await expect(page.getByRole('heading', { name: german.signIn.title })).toBeVisible();
  await expect(html).toHaveAttribute('lang', 'de');
  await expect(html).toHaveAttribute('dir', 'ltr');
  await page.getByText('العربية').tap();
  await expect(page.getByRole('heading', { name: arabicLater.signIn.title })).toBeVisible();
  await expect(html).toHaveAttribute('dir', 'rtl');
  await page.reload();
  await expect(page.getByRole('heading', { name: arabicLater.signIn.title })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel(arabic.common.shopCode).fill(demo.shop_code);
  await signIn(arabic.common, 'not the password');
  await expect(page.getByRole('alert')).toContainText(arabicLater.errors.wrong_credentials);
  await signIn(arabic.common, demo.password);
  await till.chooseRegister(demo.store);
  await page.getByLabel(arabic.sale.searchLabel).fill(product.name);
  const tile = page.getByRole('list', { name: arabic.sale.goods }).getByRole('button', { name: product.name });
  await expect(tile).toContainText('12.34');
  await tile.tap();
  await expectAccessible(page);
  const cart = page.getByRole('complementary', { name: arabic.cart.title });
  // The cart lies where a line ends: on the left.
  expect((await cart.boundingBox())?.x).toBe(0);
  await cart.getByRole('button', { name: arabic.pay.other }).tap();
  const key = (name: string) => page.getByRole('button', { name, exact: true }).boundingBox();
  expect((await key('1'))?.x).toBeLessThan((await key('3'))?.x ?? 0);
  await page.keyboard.press('Escape');
  await cart.getByRole('button', { name: arabic.pay.exactHint }).tap();
  await expect(cart.getByText(arabic.done.title)).toBeVisible();

  // Each language is on the device, whether it was spoken before or not.
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe('activated');
  await context.setOffline(true);
  await page.getByRole('button', { name: arabic.sale.menu }).tap();
  await page.getByText('Deutsch').tap();
  await expect(page.getByText(german.menu.sound)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('12,34').first()).toBeVisible();
  await context.setOffline(false);
});
