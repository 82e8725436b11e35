import type { Browser } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { overhang } from '../support/overhang.ts';
import { demo, type Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

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

test('a sale that one register parks is taken up at another, once; the first sees it gone', async ({
  till,
  shop,
  browser,
}) => {
  test.setTimeout(240_000);
  const tea = await shop.makeProduct('Parked for another', 300);
  await till.open();
  const other = await otherRegister(browser, shop);
  await till.touch(tea.name);
  await park(till, 'Green umbrella');

  await other.page.keyboard.press('F4');
  await expect(other.dialog.getByRole('list', { name: 'Elsewhere in the store' })).toContainText('Green umbrella');
  await expectAccessible(other.page);
  await other.page.setViewportSize({ width: 320, height: 640 });
  expect(await overhang(other.page)).toBeLessThanOrEqual(0);
  await other.page.setViewportSize({ width: 1280, height: 800 });

  // The first one looks before, and touches it after it was taken up.
  await till.page.keyboard.press('F4');
  await expect(till.dialog.getByRole('button', { name: /^Green umbrella/ })).toBeVisible();
  await expect(till.dialog).not.toContainText('Asking');
  await other.dialog.getByRole('button', { name: /^Green umbrella/ }).tap();
  await expect(other.line(tea.name)).toContainText('€3.00');
  await till.dialog.getByRole('button', { name: /^Green umbrella/ }).tap();
  await expect(till.dialog.getByRole('alert')).toContainText('has taken this sale up');
  await expect(till.dialog.getByRole('button', { name: /^Green umbrella/ })).toHaveCount(0);
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();

  await other.exact.tap();
  await other.expectDone('€0.00');
  await other.page.context().close();
});

test('what another register took up leaves the list as soon as it is opened', async ({ till, shop, browser }) => {
  test.setTimeout(240_000);
  const tea = await shop.makeProduct('Gone from the list', 300);
  await till.open();
  const other = await otherRegister(browser, shop);
  await till.touch(tea.name);
  await park(till, 'Yellow hat');
  await other.page.keyboard.press('F4');
  await other.dialog.getByRole('button', { name: 'Discard Yellow hat' }).tap();
  await other.dialog.getByRole('button', { name: 'Discard it' }).tap();
  await expect(other.dialog.getByRole('button', { name: /^Yellow hat/ })).toHaveCount(0);

  await till.cart.getByRole('button', { name: '1 parked sale' }).tap();
  await expect(till.dialog.getByRole('button', { name: /^Yellow hat/ })).toHaveCount(0);
  await till.page.keyboard.press('Escape');
  await expect(till.cart.getByRole('button', { name: /parked sale/ })).toHaveCount(0);
  await other.page.context().close();
});

test('without the network a sale is parked at once and waits on the device, until the others can have it', async ({
  till,
  shop,
  browser,
  context,
}) => {
  test.setTimeout(240_000);
  const [tea, milk] = [await shop.makeProduct('Parked alone', 300), await shop.makeProduct('Parked later', 110)];
  await till.open();
  const other = await otherRegister(browser, shop);
  await context.setOffline(true);
  await till.touch(tea.name);
  await park(till, 'Blue scarf');
  await till.touch(milk.name);
  await park(till, 'Grey coat');
  await till.page.keyboard.press('F4');
  await expect(till.dialog.getByRole('button', { name: /^Blue scarf/ })).toContainText(
    'Not at the other registers yet',
  );
  await expect(till.dialog.getByText('can’t be shown')).toBeVisible();
  await expectAccessible(till.page);
  await till.dialog.getByRole('button', { name: /^Blue scarf/ }).tap();
  await expect(till.line(tea.name)).toContainText('€3.00');

  await context.setOffline(false);
  await expect
    .poll(async () => {
      await other.page.keyboard.press('Escape');
      await other.page.keyboard.press('F4');
      return other.dialog.getByRole('button', { name: /^(Blue scarf|Grey coat)/ }).allInnerTexts();
    })
    .toEqual([expect.stringContaining('Grey coat')]);
  await other.page.context().close();
});

/** Another device of the same store, with a register of its own. */
async function otherRegister(browser: Browser, shop: Shop): Promise<TillPage> {
  const { name } = await shop.newRegister(await shop.store(demo.store));
  const context = await browser.newContext({ hasTouch: true, viewport: { width: 1280, height: 800 } });
  const other = new TillPage(await context.newPage());
  await other.open({ email: demo.manager, register: name });
  await other.goods.getByRole('button').first().waitFor();
  return other;
}

async function park(till: TillPage, name: string): Promise<void> {
  await till.cart.getByRole('button', { name: 'Park', exact: true }).tap();
  await till.dialog.getByLabel('Name').fill(name);
  await till.dialog.getByRole('button', { name: 'Park the sale' }).tap();
  await expect(till.dialog).toHaveCount(0);
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();
}
