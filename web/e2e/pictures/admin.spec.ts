import { AdminPage } from '../support/admin-page.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from './walk.ts';

test('the admin portal', async ({ page, shop, picture }) => {
  const product = await shop.makeProduct('Mature cheddar', 499);
  const register = await shop.register(await shop.store(demo.store));
  const order = await shop.sell(register, [{ product, quantity_milli: 2000 }]);

  const admin = new AdminPage(page);
  await page.goto('/admin/');
  await page.getByLabel('Shop code').waitFor();
  await picture(page, 'admin-sign-in');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await picture(page, 'admin-sign-in-incomplete');
  await admin.open();
  await page.getByRole('link', { name: order.receipt_label }).waitFor();
  await picture(page, 'admin-orders');
  await page.getByLabel('Receipt number').fill('999999');
  await page.getByText('Nothing matches').waitFor();
  await picture(page, 'admin-orders-none');
  await page.getByRole('searchbox', { name: 'Product' }).fill(product.sku);
  await page.getByRole('button', { name: product.name }).waitFor();
  await picture(page, 'admin-orders-product');
  await page.getByRole('searchbox', { name: 'Product' }).fill('');
  await page.getByLabel('Receipt number').fill('');
  await admin.openOrder(order.receipt_label);
  await picture(page, 'admin-order');
  await page.getByRole('button', { name: 'Show receipt' }).click();
  await admin.dialog.locator('pre').waitFor();
  await picture(page, 'admin-receipt');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'E-mail the receipt' }).click();
  await admin.dialog.waitFor();
  await picture(page, 'admin-order-email');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Void the sale' }).click();
  await admin.dialog.getByLabel('Reason').fill('Customer brought it back at once');
  await picture(page, 'admin-void');
  await admin.dialog.getByRole('button', { name: 'Void the sale' }).click();
  await page.getByText('Voided', { exact: true }).waitFor();
  await picture(page, 'admin-order-voided');
});

test('the goods of the admin portal', async ({ page, shop, picture }) => {
  const product = await shop.makeProduct('Mature cheddar', 499);
  await shop.changePrice(product, 529);
  const admin = new AdminPage(page);
  await admin.open('/admin/products');
  await page.getByRole('region', { name: 'Products' }).getByRole('link').first().waitFor();
  await picture(page, 'admin-products');
  await page.getByLabel('Search', { exact: true }).fill('no such goods');
  await page.getByText('No product matches').waitFor();
  await picture(page, 'admin-products-none');

  await page.getByLabel('Search', { exact: true }).fill(product.sku);
  await page.getByRole('checkbox', { name: `Select ${product.name}` }).check();
  await picture(page, 'admin-products-selected');
  await page.getByRole('button', { name: 'Change …' }).click();
  await admin.dialog.getByLabel('Price', { exact: true }).selectOption('By percent');
  await admin.dialog.getByLabel('Percent', { exact: true }).fill('5');
  await picture(page, 'admin-products-change');
  await admin.dialog.getByRole('button', { name: 'Show what changes' }).click();
  await admin.dialog.getByRole('listitem').waitFor();
  await picture(page, 'admin-products-change-tried');
  await page.keyboard.press('Escape');

  await page.goto(`/admin/products/${product.id}`);
  await page.getByText('Created').waitFor();
  await picture(page, 'admin-product');
  await page.getByRole('button', { name: `Price at ${demo.strictStore}` }).click();
  await admin.dialog.getByLabel('Price (EUR)').fill('4.50');
  await picture(page, 'admin-product-store-price');
  await admin.dialog.getByRole('button', { name: 'Save price' }).click();
  await page.getByRole('button', { name: 'Plan a price' }).click();
  await picture(page, 'admin-product-plan');
  await admin.dialog.getByLabel('From when').fill(`${new Date().getFullYear() + 1}-06-01T08:00`);
  await admin.dialog.getByRole('button', { name: 'Plan it' }).click();
  const planned = page.getByRole('region', { name: 'Planned prices' });
  await planned.getByRole('listitem').scrollIntoViewIfNeeded();
  await picture(page, 'admin-product-prices');
  await planned.getByRole('button', { name: /^Cancel/ }).click();
  await picture(page, 'admin-product-plan-cancel');
  await admin.dialog.getByRole('button', { name: 'Keep it' }).click();
  await page.getByRole('button', { name: 'Take off sale' }).click();
  await page.getByRole('button', { name: 'Undo' }).waitFor();
  await page.getByLabel('Name', { exact: true }).fill('Extra mature cheddar');
  await page.getByLabel('Price (EUR)').fill('5.299');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await picture(page, 'admin-product-unsaved');
  await page.getByRole('region', { name: 'Changes' }).scrollIntoViewIfNeeded();
  await picture(page, 'admin-product-trail');
  await page.getByRole('link', { name: 'Products' }).first().click();
  await admin.dialog.waitFor();
  await picture(page, 'admin-product-leave');
  await page.getByRole('button', { name: 'Leave without saving' }).click();

  await page.goto('/admin/products/new');
  await page.getByRole('button', { name: 'Add product' }).click();
  await picture(page, 'admin-product-new-incomplete');
});

test('the variants of the admin portal', async ({ page, shop, picture }) => {
  const family = await shop.makeFamily('Linen shirt', { sizes: ['S', 'M', 'L', 'XL'], colours: ['white', 'navy'] });
  const admin = new AdminPage(page);
  await admin.open('/admin/products/families');
  await page.getByRole('link', { name: family.name }).waitFor();
  await picture(page, 'admin-families');
  await page.goto('/admin/products/families/new');
  await page.getByLabel('Name', { exact: true }).fill('Basic T-shirt');
  await page.getByLabel('Price of all (EUR)').fill('12.90');
  await picture(page, 'admin-family-new');
  await page.getByRole('button', { name: 'Add variants' }).click();
  await page.getByText('Enter a name for the option.').scrollIntoViewIfNeeded();
  await picture(page, 'admin-family-new-incomplete');
  await page.getByLabel('Option 1', { exact: true }).fill('Size');
  await page.getByLabel('Values of Size').fill('S,M,L,');
  await page.getByRole('button', { name: 'Add an option' }).click();
  await page.getByLabel('Option 2', { exact: true }).fill('Colour');
  await page.getByLabel('Values of Colour').fill('white,navy,');
  await page.getByLabel('Make S · navy').uncheck();
  await page.getByLabel('SKU of M · white').fill('');
  await page.getByLabel('Option 2', { exact: true }).scrollIntoViewIfNeeded();
  await picture(page, 'admin-family-new-options');
  await page.getByRole('button', { name: 'Add 5 variants' }).click();
  await page.getByLabel('Price of L · navy').scrollIntoViewIfNeeded();
  await picture(page, 'admin-family-new-rows');
  await page.goto(`/admin/products/families/${family.id}`);
  await page.getByRole('heading', { name: family.name }).waitFor();
  await picture(page, 'admin-family');
  await page.getByLabel('Add values to Size').fill('XXL,');
  await page.getByLabel('Add values to Size').scrollIntoViewIfNeeded();
  await picture(page, 'admin-family-changed');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await page.getByRole('button', { name: 'Add a variant' }).click();
  await picture(page, 'admin-family-variant');
  await page.goto(`/admin/products?family_id=${family.id}`);
  await page.getByText(`Family: ${family.name}`).waitFor();
  await picture(page, 'admin-products-family');
  await page.goto(`/admin/products/${family.variants[0]?.id}`);
  const card = page.getByRole('region', { name: 'Variants' });
  await card.scrollIntoViewIfNeeded();
  await picture(page, 'admin-product-family');
  await card.getByRole('button', { name: 'Take out of the family' }).click();
  await card.getByRole('button', { name: 'Undo' }).waitFor();
  await card.getByRole('button', { name: 'Put into a family' }).click();
  await admin.dialog.getByLabel('Family').fill(family.name);
  await admin.dialog.getByRole('button', { name: family.name }).waitFor();
  await picture(page, 'admin-product-family-find');
  await admin.dialog.getByRole('button', { name: family.name }).click();
  await picture(page, 'admin-product-family-put');
});

test('an import of the admin portal', async ({ page, picture }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/products/import');
  await page.getByText('Choose a CSV file').waitFor();
  const code = Date.now();
  const rows = [
    `FRT-${code}-1,Apple Braeburn,2.49,kg`,
    `FRT-${code}-2,Pear Conference,2.99,kg`,
    `FRT-${code}-3,Quince,,kg`,
    `FRT-${code}-4,Plum,1.99,bag`,
  ];
  const buffer = Buffer.from(['sku,name,price,unit', ...rows].join('\n'));
  await page.getByLabel('Choose a CSV file').setInputFiles({ name: 'fruit.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('region', { name: 'Refused rows' }).getByRole('cell').nth(5).waitFor();
  await picture(page, 'admin-import-review');
  await page.getByRole('button', { name: /Apply/ }).click();
  await page.getByRole('heading', { name: 'The import is done' }).waitFor();
  await picture(page, 'admin-import-done');
  await page.getByRole('link', { name: 'Import another file' }).click();
  await page.getByRole('region', { name: 'Recent imports' }).getByRole('link').first().waitFor();
  await picture(page, 'admin-import');
});

test('the users of the admin portal', async ({ page, shop, picture }) => {
  const person = await shop.hire('Ana Oliveira', 'cashier', await shop.store(demo.store));
  const user = await shop.invite('Bela Horvát', 'manager');
  await shop.signIn(person);
  const admin = new AdminPage(page);
  await admin.open('/admin/users');
  await page.getByRole('region', { name: 'Users' }).getByRole('link').first().waitFor();
  await picture(page, 'admin-users');
  await page.goto(`/admin/users/${person.id}`);
  await page.getByRole('button', { name: 'Add a role' }).click();
  await page.getByLabel('Role', { exact: true }).nth(1).selectOption('Manager');
  await picture(page, 'admin-user');
  await page.getByRole('button', { name: 'Make a link to a new password' }).click();
  await admin.dialog.waitFor();
  await picture(page, 'admin-user-reset-link');
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await picture(page, 'admin-user-sign-out');
  await page.getByRole('button', { name: 'Leave as it is' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.goto(`/admin/users/${user.id}`);
  await page.getByRole('button', { name: 'Cancel the invitation' }).waitFor();
  await picture(page, 'admin-user-invited');
  await page.goto('/admin/users/invite');
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  await picture(page, 'admin-invite-incomplete');
  await page.goto('/admin/account');
  await page.getByLabel('Current password').waitFor();
  await picture(page, 'admin-account');
  await page.goto(link);
  await page.getByLabel('Password', { exact: true }).waitFor();
  await picture(page, 'admin-choose-password');
});

test('the settings of the admin portal', async ({ page, shop, picture }) => {
  const store = await shop.store(demo.store);
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/shop');
  await page.getByLabel('Name of the shop').fill('The Corner Shop');
  await picture(page, 'admin-settings-shop');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.goto('/admin/settings/stores');
  await page.getByRole('link', { name: store.name }).waitFor();
  await picture(page, 'admin-stores');
  await page.getByRole('link', { name: store.name }).click();
  await page.getByLabel('Header').fill('The Corner Shop Ltd\nMarket Square 1\nVAT 123456789');
  await page.evaluate(() => window.scrollTo(0, 0));
  await picture(page, 'admin-store');
  await page.getByLabel('Header').scrollIntoViewIfNeeded();
  await picture(page, 'admin-store-receipt');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.goto('/admin/settings/registers');
  await page.getByRole('cell').first().waitFor();
  await picture(page, 'admin-registers');
  await page.getByRole('button', { name: 'Add a register' }).click();
  await picture(page, 'admin-register-new');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.goto('/admin/settings/tax');
  await page.getByRole('cell', { name: 'standard' }).waitFor();
  await picture(page, 'admin-tax');
  await page.goto('/admin/settings/tax/new');
  await page.getByRole('button', { name: 'Add a rate' }).click();
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await picture(page, 'admin-tax-rule-incomplete');
});

test('the cash of the admin portal', async ({ page, shop, picture }) => {
  const register = await shop.newRegister(await shop.store(demo.store));
  const product = await shop.makeProduct('Mature cheddar', 499);
  const session_id = await shop.openSession(register, [{ value_minor: 1000, count: 5 }]);
  const sell = () => shop.sell(register, [{ product, quantity_milli: 2000 }], session_id);
  await sell();
  await shop.moveCash(session_id, 'drop', 1000);
  await shop.countDrawer(session_id, [
    { value_minor: 1000, count: 4 },
    { value_minor: 200, count: 4 },
  ]);
  const admin = new AdminPage(page);
  await admin.open('/admin/cash/sessions');
  await page.getByRole('region', { name: 'Sessions' }).getByRole('link').first().waitFor();
  await picture(page, 'admin-sessions');
  await page.goto(`/admin/cash/sessions/${session_id}`);
  await page.getByRole('region', { name: 'The drawer' }).waitFor();
  await picture(page, 'admin-session');
  await page.getByRole('button', { name: 'Close the drawer' }).click();
  await picture(page, 'admin-session-close');
  await shop.closeSession(session_id, 4000);
  await sell();
  await page.goto('/admin/cash/z-reports');
  await page.getByRole('region', { name: 'Z reports' }).getByRole('link').first().waitFor();
  await picture(page, 'admin-z-reports');
  await page.goto(`/admin/cash/z-reports/${register.id}/1`);
  await page.getByRole('region', { name: 'Late sales' }).waitFor();
  await picture(page, 'admin-z-report');
  await page.getByRole('button', { name: 'Show as printed' }).click();
  await admin.dialog.locator('pre').waitFor();
  await picture(page, 'admin-z-report-paper');
  await page.goto('/admin/cash/safe');
  await page.getByRole('button', { name: 'Take to the bank' }).click();
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await picture(page, 'admin-deposit');
  await admin.dialog.getByLabel('Amount').fill('5');
  await admin.dialog.getByLabel('Number of the bag or slip').fill('Bag 4711');
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await page.getByText('is on its way to the bank').waitFor();
  await picture(page, 'admin-safe');
  await page.goto('/admin/settings/cash');
  await page.getByLabel('What may be over or short').selectOption('some');
  await picture(page, 'admin-settings-cash');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await page.goto('/admin/settings/discounts');
  await page.getByLabel('Cashiers, in percent').waitFor();
  await picture(page, 'admin-settings-discounts');
});

test('the stock of the admin portal', async ({ page, shop, picture }) => {
  const [here, there] = [await shop.store(demo.store), await shop.store(demo.strictStore)];
  const product = await shop.makeProduct('Mature cheddar', 499);
  await shop.receive(product, here, 40);
  const transfer_id = await shop.sendGoods(product, here, there, 12);
  const count_id = await shop.beginCount(here, product);
  const admin = new AdminPage(page);
  await admin.open('/admin/stock');
  await page.getByRole('region', { name: 'Stock', exact: true }).getByRole('link').first().waitFor();
  await picture(page, 'admin-stock');
  await page.goto(`/admin/stock/${product.id}`);
  await page.getByRole('region', { name: 'History' }).getByRole('row').nth(1).waitFor();
  await picture(page, 'admin-stock-product');
  await page.getByRole('button', { name: 'Put right' }).click();
  await picture(page, 'admin-stock-adjust');
  await page.goto('/admin/stock/transfers');
  await page.getByRole('region', { name: 'Transfers' }).getByRole('link').first().waitFor();
  await picture(page, 'admin-transfers');
  await page.goto(`/admin/stock/transfers/${transfer_id}`);
  await page.getByRole('row', { name: product.name }).waitFor();
  await picture(page, 'admin-transfer');
  await page.getByRole('button', { name: 'Something is missing' }).click();
  await picture(page, 'admin-transfer-missing');
  await page.goto('/admin/stock/transfers/new');
  await page.getByLabel('Add a product').fill(product.sku);
  await page.getByRole('button', { name: `Add ${product.name}` }).click();
  await picture(page, 'admin-transfer-new');
  await page.goto('/admin/stock/counts');
  await page.getByRole('region', { name: 'Counts' }).getByRole('link').first().waitFor();
  await picture(page, 'admin-counts');
  await page.goto(`/admin/stock/counts/${count_id}`);
  await page.getByRole('button', { name: `Count ${product.name}` }).waitFor();
  await picture(page, 'admin-count');
});

test('the dashboard of the admin portal', async ({ page, shop, picture }) => {
  const store = await shop.store(demo.store);
  const register = await shop.newRegister(store);
  const session_id = await shop.openSession(register, [{ value_minor: 1000, count: 5 }]);
  const [cheddar, oil] = [await shop.makeProduct('Mature cheddar', 499), await shop.makeProduct('Olive oil', 1290)];
  const order = await shop.sell(
    register,
    [
      { product: cheddar, quantity_milli: 3000 },
      { product: oil, quantity_milli: 2000 },
    ],
    session_id,
  );
  const admin = new AdminPage(page);
  await admin.open('/admin/');
  await page.getByRole('link', { name: order.receipt_label }).waitFor();
  await page.getByRole('img', { name: /Most was sold/ }).waitFor();
  await picture(page, 'admin-dashboard');
  await page.getByRole('button', { name: 'Show as table' }).first().click();
  await page.getByRole('region', { name: 'Top goods' }).scrollIntoViewIfNeeded();
  await picture(page, 'admin-dashboard-below');
  await page.getByRole('region', { name: 'Latest orders' }).scrollIntoViewIfNeeded();
  await picture(page, 'admin-dashboard-end');
  await shop.countDrawer(session_id, [{ value_minor: 1000, count: 5 }]);
  await shop.closeSession(session_id, 0);
});

test('the first page of the tills in the admin portal', async ({ page, shop, picture }) => {
  const store = await shop.store(demo.store);
  const goods = [];
  for (const [name, price] of [
    ['Mature cheddar', 499],
    ['Rye bread', 350],
    ['Olive oil', 1290],
  ] as const)
    goods.push(await shop.makeProduct(name, price));
  await shop.layOut(store, goods);
  const admin = new AdminPage(page);
  await admin.open(`/admin/products/favourites?store_id=${store.id}`);
  await page.getByRole('button', { name: 'Move Olive oil' }).first().click();
  await picture(page, 'admin-favourites');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await shop.layOut(store, []);
});

test('the activity of the admin portal', async ({ page, shop, picture }) => {
  const store = await shop.store(demo.store);
  const register = await shop.newRegister(store);
  const product = await shop.makeProduct('Mature cheddar', 499);
  await shop.changePrice(product, 529);
  await shop.correctStock(product, store, 12);
  const session_id = await shop.openSession(register, [{ value_minor: 1000, count: 5 }]);
  await shop.sell(register, [{ product, quantity_milli: 2000 }], session_id);
  await shop.moveCash(session_id, 'drop', 1000);
  await shop.hire('Ana Oliveira', 'cashier', store);
  const admin = new AdminPage(page);
  await admin.open('/admin/audit');
  const rows = page.getByRole('region', { name: 'Activity' }).getByRole('row');
  await rows.nth(1).waitFor();
  const open = async (query: string) => {
    await page.goto(`/admin/audit?${query}`);
    await rows.nth(1).getByRole('link').first().click();
    await page.getByRole('region', { name: 'What changed' }).waitFor();
  };
  // What just happened is in the list some seconds later.
  await expect(async () => {
    await page.goto('/admin/audit');
    await expect(rows.filter({ hasText: 'Ana Oliveira' }).nth(1)).toBeVisible({ timeout: 5000 });
  }).toPass({ timeout: 30_000 });
  await picture(page, 'admin-activity');
  await open(`subject_id=${product.id}&action=product.price_changed`);
  await picture(page, 'admin-activity-price');
  await open(`subject_id=${session_id}&action=session.opened`);
  await picture(page, 'admin-activity-session');
  await open(`store_id=${store.id}&action=order.completed`);
  await picture(page, 'admin-activity-sale');
  await open('action=auth.user_invited');
  await picture(page, 'admin-activity-person');
  await page.goto('/admin/audit?action=tax.rule_created&from=2020-01-01&to=2020-01-02');
  await page.getByText('Nothing matches').waitFor();
  await picture(page, 'admin-activity-none');
});

test('a new shop in the admin portal', async ({ page, picture }) => {
  const code = `blue-door-${Date.now()}`;
  await page.goto('/admin/sign-up');
  await page.getByLabel('Name of the shop').fill('Blue Door Grocery');
  await page.getByLabel('Shop code').fill(code);
  await picture(page, 'admin-sign-up');
  await page.getByLabel('Your name').fill('Bela Horvát');
  await page.getByLabel('E-mail').fill('bela@example.com');
  await page.getByLabel('Password', { exact: true }).fill('three unlike cats');
  await page.getByRole('button', { name: 'Open the shop' }).click();
  await page.getByRole('heading', { name: 'Getting started' }).waitFor();
  await picture(page, 'admin-start');
  await page.getByRole('link', { name: 'Check the taxes' }).click();
  await page.getByLabel('Country').selectOption('Switzerland');
  await picture(page, 'admin-start-taxes');
  await page.goto('/admin/products');
  await page.getByRole('link', { name: 'Next: Check your taxes' }).waitFor();
  await picture(page, 'admin-products-empty');
});
