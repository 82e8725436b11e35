import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { picture } from './picture.ts';

test('the till', async ({ till, shop }) => {
  const { page } = till;
  const isPhone = (page.viewportSize()?.width ?? 0) < 640;
  const cheese = await shop.makeProduct('Mature cheddar', 499);
  const bread = await shop.makeProduct('Sourdough loaf', 350);
  await page.goto('/pos/');
  await page.getByLabel('E-mail').waitFor();
  await picture(page, 'till-sign-in');
  await till.signIn(demo.cashier, 'not the password');
  await page.getByRole('alert').first().waitFor();
  await picture(page, 'till-sign-in-refused');
  await till.signIn(demo.cashier);
  await page.getByRole('region', { name: demo.store }).waitFor();
  await picture(page, 'till-choice-of-register');
  await till.chooseRegister(demo.store);
  await till.search.waitFor();
  await picture(page, 'till-goods');

  await till.search.fill('no such goods');
  await picture(page, 'till-nothing-found');
  for (const product of [cheese, bread, bread]) await till.touch(product.name);
  await picture(page, 'till-search');
  if (isPhone) await page.getByRole('button', { name: /3 items/ }).tap();
  await expect(till.line(bread.name)).toBeVisible();
  await picture(page, 'till-sale');
  await till.exact.tap();
  await till.expectDone('€0.00');
  await picture(page, 'till-sale-complete');
  await till.newSale.tap();

  await page.getByRole('button', { name: 'Menu' }).tap();
  await till.dialog.waitFor();
  await picture(page, 'till-menu');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Sales', exact: true }).tap();
  const sold = page.getByRole('button', { name: /-\d{6}/ }).first();
  await sold.waitFor();
  await picture(page, 'till-sales');
  await sold.tap();
  await page.locator('pre').waitFor();
  await picture(page, 'till-receipt');
});
