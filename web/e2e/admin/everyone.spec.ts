import type { Page } from '@playwright/test';
import { accessFaults } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { goTo } from '../support/go-to.ts';
import { overhang } from '../support/overhang.ts';
import { addressOf, portalRoutes } from '../support/portal-routes.ts';
import { demo, type Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

const outside = ['/sign-in', '/sign-up', '/join', '/reset-password'];

/** The narrowest phone, and a laptop's 1280 x 800 at 200 %. */
const sizes = { phone: { width: 320, height: 640 }, zoomed: { width: 640, height: 400 } };
const looks = ['light', 'dark', 'contrast'] as const;

/** Something to be seen on every page that is about one thing. */
async function examples(shop: Shop): Promise<Record<string, string>> {
  const [here, there] = [await shop.store(demo.store), await shop.store(demo.strictStore)];
  const product = await shop.makeProduct('Seen by everyone', 499);
  await shop.setStorePrice(product, there, 450);
  await shop.receive(product, here, 40);
  const register = await shop.newRegister(here);
  const session_id = await shop.openSession(register, [{ value_minor: 1000, count: 5 }]);
  const order = await shop.sell(register, [{ product, quantity_milli: 2000 }], session_id);
  await shop.countDrawer(session_id, [{ value_minor: 1000, count: 5 }]);
  await shop.closeSession(session_id, 0);
  return {
    productId: product.id,
    familyId: (await shop.makeFamily('Seen by everyone', { sizes: ['S', 'M'], colours: ['red'] })).id,
    orderId: order.id,
    sessionId: session_id,
    registerId: register.id,
    zNumber: '1',
    storeId: here.id,
    userId: (await shop.invite('Seen by everyone', 'cashier')).id,
    transferId: await shop.sendGoods(product, here, there, 12),
    countId: await shop.beginCount(here, product),
    entryId: (await shop.lastActivity()).id,
    importId: await shop.readImport('sku,name,price,unit\nEVERYONE-1,Apple,2.49,kg\nEVERYONE-2,Plum,1.99,bag\n'),
  };
}

/** What of this page somebody cannot use who needs it larger, in other colours, or read out. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults = await elsewhereAsHere(page);
  for (const [name, size] of Object.entries(sizes)) {
    await page.setViewportSize(size);
    const over_px = await overhang(page);
    if (over_px > 0) faults.push(`${name}: ${over_px} px too wide`);
  }
  for (const look of looks) {
    await page.evaluate((chosen) => {
      const { dataset } = document.documentElement;
      Object.assign(dataset, { theme: chosen === 'dark' ? 'dark' : 'light' });
      Object.assign(dataset, { contrast: chosen === 'contrast' ? 'more' : 'normal' });
    }, look);
    // Another look has other colours and nothing else.
    const found = await accessFaults(page, look === 'light' ? undefined : 'color-contrast');
    faults.push(...found.map((fault) => `${look}: ${fault}`));
  }
  return faults;
}

/** Links that are said to lead to this page, and lead to another. The menu and the parts of a page say what this page belongs to. */
async function elsewhereAsHere(page: Page): Promise<string[]> {
  return page.locator('#content a[aria-current="page"]').evaluateAll((links) =>
    links
      .filter((link) => link.closest('nav') === null)
      .map((link) => new URL((link as HTMLAnchorElement).href).pathname)
      .filter((pathname) => pathname !== location.pathname)
      .map((pathname) => `${pathname} is said to be this page`),
  );
}

test('every page is usable at 200 %, on the narrowest phone, and in each of its looks', async ({ page, shop }) => {
  test.setTimeout(480_000);
  const ids = await examples(shop);
  const faults: Record<string, string[]> = {};
  const look = async (route: string) => {
    const found = await faultsOf(page);
    if (found.length > 0) faults[route] = found;
  };
  for (const route of outside) {
    await page.goto(`/admin${route}`);
    await expect(page.getByRole('main')).not.toBeEmpty();
    await look(route);
  }
  await new AdminPage(page).open('/admin/orders');
  await page.getByRole('heading', { name: 'Orders' }).waitFor();
  const inside = (await portalRoutes()).filter((route) => !outside.includes(route));
  expect(inside.length).toBeGreaterThan(30);
  // The orders are open already.
  for (const route of ['/products', ...inside.filter((each) => each !== '/products')]) {
    await goTo(page, `/admin${addressOf(route, ids)}`);
    await expect(page.locator('#content .animate-shimmer'), route).toHaveCount(0);
    await expect(page.getByRole('main').getByRole('heading').first(), route).toBeVisible();
    await look(route);
  }
  expect(faults).toEqual({});
});
