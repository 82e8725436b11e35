import { expect, test } from '../support/test.ts';

test('a sale is parked under a name, survives a reload, and comes back at today’s prices', async ({ till, shop }) => {
  const [tea, milk] = [await shop.makeProduct('Parked tea', 300), await shop.makeProduct('Next in line', 110)];
  await till.open();
  await till.touch(tea.name);
  await till.cart.getByRole('button', { name: 'Park', exact: true }).tap();
  await till.dialog.getByLabel('Name').fill('Red jacket');
  await till.dialog.getByRole('button', { name: 'Park the sale' }).tap();
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();

  await till.page.reload();
  await shop.changePrice(tea, 330);
  await till.touch(milk.name);
  await till.exact.tap();
  await till.expectDone('€0.00');
  await till.newSale.tap();
  await expect.poll(() => till.goodsPrice(tea.name), { timeout: 30_000 }).toBe('€3.30');

  await till.cart.getByRole('button', { name: '1 parked sale' }).tap();
  await till.dialog.getByRole('button', { name: /^Red jacket/ }).tap();
  await expect(till.dialog).toContainText('Prices have changed');
  await expect(till.dialog.getByRole('listitem')).toContainText(['€3.00€3.30']);
  await till.dialog.getByRole('button', { name: 'Go on' }).tap();
  expect(await till.total()).toBe(330);
  await till.exact.tap();
  await till.expectDone('€0.00');
  await till.newSale.tap();
  await expect(till.cart.getByRole('button', { name: /parked sale/ })).toHaveCount(0);
});

test('taking one back parks the open one; what nobody wants is discarded after a question', async ({ till, shop }) => {
  const [tea, milk] = [await shop.makeProduct('First parked', 300), await shop.makeProduct('Second parked', 110)];
  await till.open();
  await till.touch(tea.name);
  await till.page.keyboard.press('F8');
  await till.dialog.getByLabel('Name').waitFor();
  await till.page.keyboard.press('Enter');
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();
  await till.touch(milk.name);
  await till.page.keyboard.press('F4');
  await till.dialog.getByRole('button', { name: /^Sale of/ }).tap();
  await expect(till.line(tea.name)).toBeVisible();
  await expect(till.line(milk.name)).toHaveCount(0);

  await till.page.keyboard.press('F4');
  await expect(till.dialog.getByRole('button', { name: /^Sale of/ })).toContainText(milk.name);
  await till.dialog.getByRole('button', { name: /^Discard/ }).tap();
  await till.dialog.getByRole('button', { name: 'Keep it' }).tap();
  await till.dialog.getByRole('button', { name: /^Discard/ }).tap();
  await till.dialog.getByRole('button', { name: 'Discard it' }).tap();
  await expect(till.dialog).toContainText('No parked sales');
});
