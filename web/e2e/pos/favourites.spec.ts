import { expect, test } from '../support/test.ts';

test('favourites are chosen by touch or by the other button, are the first page, and sell in one touch', async ({
  till,
  shop,
}) => {
  const [rolls, coffee] = [
    await shop.makeProduct('Favourite rolls', 45),
    await shop.makeProduct('Favourite coffee', 250),
  ];
  const { page } = till;
  await till.open();
  await page.getByRole('button', { name: 'Favourites', exact: true }).tap();
  await expect(page.getByText('No favourites yet')).toBeVisible();
  await page.getByRole('button', { name: 'Choose favourites' }).tap();
  await till.touch(rolls.name);
  await expect(till.tile(rolls.name)).toHaveAttribute('aria-pressed', 'true');
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).tap();

  await till.search.fill(coffee.name);
  await till.tile(coffee.name).click({ button: 'right' });
  await expect(till.dialog).toContainText('€2.50');
  await expect(till.dialog).toContainText(coffee.sku);
  await till.dialog.getByRole('button', { name: 'Make favourite' }).tap();
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(till.goods.getByRole('button')).toHaveText([new RegExp(rolls.name), new RegExp(coffee.name)]);
  await till.tile(rolls.name).tap();
  await expect(till.line(rolls.name)).toContainText('€0.45');
});
