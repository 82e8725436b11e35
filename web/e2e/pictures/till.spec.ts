import { demo } from '../support/shop.ts';
import { expect, test } from './walk.ts';

test('the till', async ({ till, shop, picture }) => {
  const { page } = till;
  const isPhone = (page.viewportSize()?.width ?? 0) < 640;
  const cheese = await shop.makeProduct('Mature cheddar', 499);
  const bread = await shop.makeProduct('Sourdough loaf', 350);
  const shirt = await shop.makeFamily('T-shirt', {
    sizes: ['S', 'M', 'L', 'XL'],
    colours: ['white', 'dark red', 'navy', 'heather grey', 'black'],
    without: ['S black', 'S navy', 'XL white'],
    prices: { 'XL black': 2290 },
  });
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

  await till.search.fill('shirt');
  await till.tile(shirt.name).waitFor();
  await picture(page, 'till-family');
  await till.tile(shirt.name).tap();
  await till.dialog.getByRole('button', { name: 'S', exact: true }).tap();
  await picture(page, 'till-variants');
  await page.keyboard.press('Escape');

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
  await page.getByRole('button', { name: 'E-mail', exact: true }).tap();
  await page.getByLabel('E-mail address').waitFor();
  await picture(page, 'till-receipt-email');
});

test('what the till asks and shows over the sale', async ({ till, shop, context, picture }) => {
  test.setTimeout(240_000);
  const { page } = till;
  const isPhone = (page.viewportSize()?.width ?? 0) < 640;
  const cheese = await shop.makeProduct('Mature cheddar', 499);
  const apples = await shop.makeProduct('Apples, Braeburn', 299, 'kilogram');
  const toCart = async () => {
    if (isPhone) await page.getByRole('button', { name: /^\d+ items?/ }).tap();
  };
  const close = () => page.keyboard.press('Escape');
  const customer = await context.newPage();
  await customer.goto('/pos/customer');
  await till.open({ email: demo.owner });
  await picture(customer, 'customer-welcome');

  await page.getByRole('button', { name: 'Favourites', exact: true }).tap();
  await picture(page, 'till-favourites-none');
  await page.getByRole('button', { name: 'Choose favourites' }).tap();
  for (const place of [1, 3, 4, 8, 9]) await till.goods.getByRole('button').nth(place).tap();
  await picture(page, 'till-favourites-choosing');
  await page.getByRole('button', { name: 'Done' }).tap();
  await page.getByRole('button', { name: 'Favourites', exact: true }).tap();
  await expect(till.goods.getByRole('button')).toHaveCount(5);
  await picture(page, 'till-favourites');

  await till.search.fill(cheese.name);
  await till.tile(cheese.name).click({ button: 'right' });
  await till.dialog.getByRole('button', { name: 'Add to the sale' }).waitFor();
  await picture(page, 'till-goods-details');
  await close();
  for (let count = 0; count < 3; count += 1) await till.tile(cheese.name).tap();
  await till.touch(apples.name);
  await till.dialog.getByRole('textbox').waitFor();
  await till.type('1350');
  await till.scan('9999999999970');
  await page.getByRole('alert').waitFor();
  await picture(page, 'till-unknown-code');
  await page.getByRole('button', { name: /unknown code/ }).tap();
  await till.dialog.getByRole('listitem').waitFor();
  await picture(page, 'till-unknown-codes');
  await close();

  await toCart();
  await page.getByRole('button', { name: /^Quantity of Apples/ }).tap();
  await page.getByRole('heading', { name: apples.name }).waitFor();
  await picture(page, 'till-quantity');
  await close();
  await page.getByRole('button', { name: /^More for Mature/ }).tap();
  await till.dialog.getByRole('button', { name: 'Discount', exact: true }).waitFor();
  await picture(page, 'till-more');
  await till.dialog.getByRole('button', { name: 'Discount', exact: true }).tap();
  await till.dialog.getByText('Regular customer').tap();
  await picture(page, 'till-discount');
  await close();
  await page.getByRole('button', { name: /^More for Mature/ }).tap();
  await till.dialog.getByRole('button', { name: 'Change the price' }).tap();
  await page.getByText('Goodwill').tap();
  await picture(page, 'till-price');
  await page.getByRole('button', { name: /^Set/ }).tap();
  await page.getByRole('button', { name: 'Other amount' }).tap();
  await page.getByRole('button', { name: /^Take/ }).waitFor();
  await picture(page, 'till-other-amount');
  await close();
  await page.getByRole('button', { name: 'Clear', exact: true }).tap();
  await page.getByRole('button', { name: 'Clear the sale' }).waitFor();
  await picture(page, 'till-clear');
  await close();
  await picture(page, 'till-own-price');
  await picture(customer, 'customer-sale');
  await page.getByRole('button', { name: 'Park', exact: true }).tap();
  await page.getByLabel('Name').fill('Red jacket');
  await picture(page, 'till-park');
  await page.getByRole('button', { name: 'Park the sale' }).tap();
  if (isPhone) await page.getByRole('button', { name: 'Back to the goods' }).tap();
  await picture(page, 'till-parked-waiting');

  const menu = async (entry: string) => {
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('button', { name: entry }).tap();
  };
  await menu('Parked sales');
  await till.dialog.getByRole('button', { name: /^Red jacket/ }).waitFor();
  await picture(page, 'till-parked');
  await shop.changePrice(apples, 349);
  await close();
  await expect.poll(() => till.goodsPrice(apples.name), { timeout: 30_000 }).toBe('€3.49');
  await menu('Parked sales');
  await till.dialog.getByRole('button', { name: /^Red jacket/ }).tap();
  await page.getByText('Prices have changed').waitFor();
  await picture(page, 'till-recalled');
  await page.getByRole('button', { name: 'Go on' }).tap();
  await menu('Keyboard');
  await till.dialog.getByText('Exact cash').waitFor();
  await picture(page, 'till-keyboard');
  await close();
  await menu('My PIN');
  await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
  await till.dialog.getByLabel('New PIN').fill('2580');
  await picture(page, 'till-pin');
  await till.dialog.getByRole('button', { name: 'Set PIN' }).tap();
  await till.dialog.getByRole('button', { name: 'Done' }).tap();
  await menu('Lock, change cashier');
  await till.dialog.getByRole('button', { name: 'OK', exact: true }).waitFor();
  await picture(page, 'till-locked-pin');
  await till.dialog.getByRole('button', { name: 'Use password instead' }).tap();
  await till.dialog.getByLabel('Password', { exact: true }).waitFor();
  await picture(page, 'till-locked');
  await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
  await till.dialog.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await expect(till.dialog).toHaveCount(0);
  // Other journeys lock the till as somebody without a PIN.
  await menu('My PIN');
  await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
  await till.dialog.getByRole('button', { name: 'Remove PIN' }).tap();
  await till.dialog.getByRole('button', { name: 'Done' }).tap();
  await toCart();
  await page.getByRole('button', { name: 'Cash €50.00 given' }).tap();
  await page.getByText('Sale complete').waitFor();
  await picture(page, 'till-change');
  await picture(customer, 'customer-paid');
  await till.newSale.tap();
  await page.getByRole('button', { name: 'Sales', exact: true }).tap();
  await page
    .getByRole('button', { name: /-\d{6}/ })
    .first()
    .tap();
  await page.getByRole('button', { name: 'Void the sale' }).tap();
  await page.getByLabel('Reason').waitFor();
  await picture(page, 'till-void');
});

test('the cash drawer', async ({ till, shop, picture }) => {
  test.setTimeout(240_000);
  const { page } = till;
  const bread = await shop.makeProduct('Sourdough loaf', 350);
  const toDrawer = async () => {
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('button', { name: 'Cash drawer' }).tap();
    await page.getByRole('heading', { name: 'Cash drawer' }).waitFor();
  };
  const toCart = async () => {
    if ((page.viewportSize()?.width ?? 0) < 640) await page.getByRole('button', { name: /^\d+ items?/ }).tap();
  };
  const fill = async (value: string, count: string) =>
    page.getByLabel(`How many ${value}`, { exact: true }).fill(count);
  const press = (name: string | RegExp) => page.getByRole('button', { name }).tap();
  await shop.closeDrawers();
  await shop.requireSessions(true);
  await till.open();
  await till.touch(bread.name);
  await toCart();
  await page.getByRole('button', { name: 'Open the drawer' }).waitFor();
  await picture(page, 'till-drawer-needed');
  await press('Open the drawer');
  await fill('€50', '2');
  await fill('€2', '7');
  await picture(page, 'till-drawer-opening');
  await page.getByText('Training', { exact: true }).tap();
  await press(/^Open with/);
  await page.getByText('Training: not a sale').first().waitFor();
  await toCart();
  await picture(page, 'till-training');
  await shop.closeDrawers();
  await shop.requireSessions(false, 500);
  await page.reload();
  await till.search.waitFor();
  await toDrawer();
  await fill('€50', '2');
  await press(/^Open with/);
  await till.search.waitFor();
  await toCart();
  await till.exact.tap();
  await till.expectDone('€0.00');
  await till.newSale.tap();
  await toDrawer();
  await press('Drop to the safe');
  await till.dialog.getByLabel('Amount').waitFor();
  await page.keyboard.type('5000');
  await press('Too much cash in the drawer');
  await picture(page, 'till-drawer-drop');
  await press(/^Drop to the safe €/);
  await page.getByRole('list', { name: 'Cash in and out' }).getByRole('listitem').waitFor();
  await picture(page, 'till-drawer');
  await press('X report');
  await till.dialog.getByText('Sales (1)').waitFor();
  await picture(page, 'till-drawer-x-report');
  await page.keyboard.press('Escape');
  await press('Close the drawer');
  await fill('€20', '2');
  await picture(page, 'till-drawer-counting');
  await press(/^Done counting/);
  await press('Close the drawer');
  await page.getByRole('alert').waitFor();
  await picture(page, 'till-drawer-approval');
  await press('Count again');
  await fill('€50', '1');
  await press(/^Done counting/);
  await page.getByText('missing').waitFor();
  await picture(page, 'till-drawer-counted');
  await press('Close the drawer');
  await page.getByRole('region', { name: 'Z report' }).waitFor();
  await picture(page, 'till-drawer-z-report');
  await shop.requireSessions(false);
});
