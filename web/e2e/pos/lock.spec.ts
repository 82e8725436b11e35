import { expectAccessible } from '../support/accessible.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test('the lock keeps the cart, through a reload; another cashier goes on with it', async ({ till, shop }) => {
  const product = await shop.makeProduct('Kept behind the lock', 420);
  const { page } = till;
  await till.open();
  await till.touch(product.name);
  await expect.poll(() => till.stored('meta', 'cart')).toMatchObject({ value: { lines: [{ name: product.name }] } });
  await page.getByRole('button', { name: /^Lock, or change the cashier/ }).tap();
  await expect(till.dialog).toContainText('1 item waits in the cart');
  await expectAccessible(page);

  await page.reload();
  await expect(till.dialog).toContainText('The till is locked');
  await till.scan(product.barcodes[0] ?? '');
  await page.keyboard.press('Escape');
  await expect(till.dialog).toContainText('1 item waits in the cart');

  await till.dialog.getByLabel('Password', { exact: true }).fill('not the password');
  await till.dialog.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await expect(till.dialog.getByRole('alert')).toContainText('is not right');

  await till.dialog.getByRole('button', { name: 'Someone else' }).tap();
  await till.dialog.getByLabel('E-mail').fill(demo.owner);
  await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
  await till.dialog.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await expect(till.line(product.name)).toContainText('€4.20');
  // The owner may do more than the cashier, at once.
  await till.cart.getByRole('button', { name: `More for ${product.name}` }).tap();
  await expect(till.dialog.getByRole('button', { name: 'Change the price' })).toBeVisible();
  await page.keyboard.press('Escape');
  await till.exact.tap();
  await till.expectDone('€0.00');
  const [order] = await shop.orders(await shop.register(await shop.store(demo.store)));
  expect(order).toMatchObject({ total_minor: 420, cashier_name: expect.not.stringMatching(/cashier/i) });

  await page.keyboard.press('F7');
  await expect(till.dialog.getByRole('list', { name: 'Who sells?' }).getByRole('button')).toHaveCount(3);
});

test('a till that is left alone locks after the minutes that its device is set to, and keeps the cart', async ({
  till,
  shop,
}) => {
  const product = await shop.makeProduct('Left alone', 420);
  const { page } = till;
  await page.clock.install();
  await till.open();
  await till.touch(product.name);
  await page.clock.fastForward('20:00');
  await expect(till.dialog).toHaveCount(0);

  await page.getByRole('button', { name: 'Menu' }).tap();
  const choice = till.dialog.getByRole('group', { name: 'Lock when left alone' });
  await expect(choice.getByRole('radio', { name: 'Never' })).toBeChecked();
  await choice.getByText('2 min', { exact: true }).tap();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.reload();
  await till.line(product.name).waitFor();

  await page.clock.fastForward('01:50');
  await page.keyboard.press('Shift');
  await page.clock.fastForward('01:50');
  await expect(till.dialog).toHaveCount(0);
  await page.clock.fastForward('00:15');
  await expect(till.dialog).toContainText('The till is locked');
  await expect(till.dialog).toContainText('1 item waits in the cart');
  await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
  await till.dialog.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await expect(till.line(product.name)).toContainText('€4.20');
});
