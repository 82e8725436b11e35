import { AdminPage } from '../support/admin-page.ts';
import { goTo } from '../support/go-to.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

const everybody = [
  '',
  'orders',
  'cash/sessions',
  'cash/z-reports',
  'products',
  'stock',
  'stock/transfers',
  'stock/counts',
  'stock/counts/new',
  'account',
];
const managers = ['cash/safe', 'stock/transfers/new', 'users'];
const shopAdmins = [
  'products/import',
  'products/new',
  'products/favourites',
  'users/invite',
  'settings/shop',
  'settings/stores',
  'settings/stores/new',
  'settings/registers',
  'settings/tax',
  'settings/tax/new',
  'settings/tax/country',
  'settings/cash',
  'settings/discounts',
  'audit',
];

/** The catalogue is the whole shop's, and this manager's role is for all stores. */
const alsoManagers = ['products/import', 'products/new', 'products/favourites'];

for (const { who, email, may } of [
  { who: 'a cashier', email: demo.cashier, may: everybody },
  { who: 'a manager', email: demo.manager, may: [...everybody, ...managers, ...alsoManagers] },
  { who: 'an owner', email: demo.owner, may: [...everybody, ...managers, ...shopAdmins] },
]) {
  test(`${who} sees the pages of the role and no other, by menu and by address`, async ({ page }) => {
    const admin = new AdminPage(page);
    await admin.open('/admin/orders', email);
    const menu = page.getByRole('complementary').getByRole('navigation');
    await menu.getByRole('link', { name: 'Orders' }).waitFor();
    await expect(menu.getByRole('link', { name: 'Users' })).toHaveCount(may.includes('users') ? 1 : 0);
    await expect(menu.getByRole('link', { name: 'Settings' })).toHaveCount(may.includes('settings/stores') ? 1 : 0);
    const refusal = page.getByText('Not for your role');
    const expectRefusal = async (path: string) => {
      await page.getByRole('main').getByRole('heading').or(refusal).first().waitFor();
      await expect(refusal, path).toHaveCount(may.includes(path) ? 0 : 1);
    };
    for (const path of [...everybody, ...managers, ...shopAdmins]) {
      await goTo(page, `/admin/${path}`);
      await expectRefusal(path);
    }
    // Where the app begins makes no difference.
    for (const path of ['orders', 'users', 'settings/shop']) {
      await page.goto(`/admin/${path}`);
      await expectRefusal(path);
    }
  });
}

test('nobody who is not signed in sees a page, whatever its address', async ({ page }) => {
  for (const path of ['users', 'users/invite', 'settings/shop', 'settings/tax', 'account']) {
    await page.goto(`/admin/${path}`);
    await expect(page.getByLabel('Shop code')).toBeVisible();
  }
});

test('a page that is not there says so, and leads on', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open();
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
  await page.goto('/admin/no/such/page');
  await expect(page.getByText('There is nothing here')).toBeVisible();
  await page.getByRole('button', { name: 'Go to the orders' }).click();
  await expect(page.getByRole('heading', { name: 'Orders' })).toBeVisible();
});
