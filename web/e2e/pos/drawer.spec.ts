import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { expectOnePaper } from '../support/one-paper.ts';
import { overhang } from '../support/overhang.ts';
import { demo, type Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import type { TillPage } from '../support/till-page.ts';

test.describe.configure({ mode: 'serial' });

test.beforeEach(async ({ shop }) => shop.closeDrawers());
test.afterEach(async ({ shop }) => {
  await shop.closeDrawers();
  await shop.requireSessions(false);
});

async function toDrawer({ page }: TillPage): Promise<void> {
  await page.getByRole('button', { name: 'Menu' }).tap();
  await page.getByRole('button', { name: 'Cash drawer' }).tap();
  await page.getByRole('heading', { name: 'Cash drawer' }).waitFor();
}

const many = (page: Page, value: string) => page.getByLabel(`How many ${value}`, { exact: true });
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).tap();

async function openWith(till: TillPage, pieces: Record<string, number>): Promise<void> {
  for (const [value, count] of Object.entries(pieces)) await many(till.page, value).fill(`${count}`);
  await press(till.page, /^Open with/);
  await till.search.waitFor();
}

async function registerOf(shop: Shop) {
  return shop.register(await shop.store(demo.store));
}

test('a drawer is opened, sold from, emptied into the safe and closed with what is missing; its Z report tells it', async ({
  till,
  shop,
}) => {
  test.setTimeout(240_000);
  const { page } = till;
  await page.addInitScript(() => {
    window.print = () => undefined;
  });
  const product = await shop.makeProduct('From the drawer', 350);
  await till.open();
  await toDrawer(till);
  await expect(page.getByText('Count the money that is in the drawer now.')).toBeVisible();
  await expectAccessible(page);
  // By the keys alone: digits, Enter to the next, and Enter after the last coin opens.
  await many(page, '€50').focus();
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await expect(many(page, '€20')).toBeFocused();
  await page.keyboard.type('1');
  await page.keyboard.press('ArrowUp');
  await expect(many(page, '€50')).toBeFocused();
  await many(page, '€0.01').focus();
  await expect(page.getByRole('button', { name: 'Open with €120.00' })).toBeVisible();
  await page.keyboard.press('Enter');
  await till.search.waitFor();

  await till.touch(product.name);
  await till.exact.tap();
  await till.expectDone('€0.00');
  const drawer = await shop.openDrawer(await registerOf(shop));
  const [sold] = await shop.orders(await registerOf(shop));
  expect((await shop.order(sold?.id ?? '')).session_id).toBe(drawer?.id);

  await toDrawer(till);
  await expect(page.getByText('Everybody at this register sells from it')).toBeVisible();
  await expectAccessible(page);
  await press(page, 'Drop to the safe');
  await till.dialog.getByRole('button', { name: /^Drop to the safe/ }).tap();
  await expect(till.dialog).toContainText('Enter the amount first.');
  await till.dialog.getByLabel('Amount').focus();
  await page.keyboard.type('10000');
  await press(page, 'Too much cash in the drawer');
  await expectAccessible(page);
  await till.dialog.getByRole('button', { name: 'Drop to the safe €100.00' }).tap();
  await expect(page.getByRole('list', { name: 'Cash in and out' })).toContainText('€100.00');
  await press(page, 'Open without a sale');
  await till.dialog.getByRole('button', { name: 'Change for a customer' }).tap();
  await till.dialog.getByRole('button', { name: 'Open without a sale' }).tap();
  await expect(page.getByRole('list', { name: 'Cash in and out' }).getByRole('listitem')).toHaveCount(2);

  await press(page, 'X report');
  await expect(till.dialog).toContainText('Sales (1)');
  await expect(till.dialog).toContainText('is shown after the count');
  await expect(till.dialog).not.toContainText('€23.50');
  await expectAccessible(page);
  // On paper it says what it is, of which register, for whom and when; and nothing that is only for the screen.
  const paper = till.dialog.locator('[data-print]');
  await expect(paper).toContainText(`${demo.store} · `);
  await expect(paper).toContainText(/Opened \w.* by Cora Lind/);
  await expect(paper).toContainText(/As of \w.*, Cora Lind/);
  await till.dialog.getByRole('button', { name: 'Print', exact: true }).tap();
  await page.emulateMedia({ media: 'print' });
  await expect(paper.getByText('X report', { exact: true })).toBeVisible();
  await expect(till.dialog.getByRole('button', { name: 'Print', exact: true })).toBeHidden();
  await page.emulateMedia({ media: null });
  await expect(paper.getByText('X report', { exact: true })).toBeHidden();
  await expectOnePaper(page);
  await page.keyboard.press('Escape');

  await press(page, 'Close the drawer');
  await expect(page.getByText('What should be there is shown afterwards.')).toBeVisible();
  await expect(page.getByText('€23.50')).toHaveCount(0);
  await many(page, '€20').fill('1');
  await many(page, '€1').fill('2');
  await press(page, 'Done counting: €22.00');
  const result = page.getByRole('region', { name: 'Counted', exact: true });
  await expect(result).toContainText('€23.50');
  await expect(result).toContainText('€1.50 missing');
  await expectAccessible(page);

  // What is counted is not sold from: the sale would be missing in the count.
  await page.getByRole('button', { name: 'Back' }).tap();
  await till.touch(product.name);
  await expect(till.exact).toHaveCount(0);
  await expect(till.cart).toContainText('The drawer is being counted.');
  await press(page, 'Go to the drawer');

  await press(page, 'Count again');
  await many(page, '€20').fill('1');
  await many(page, '€1').fill('3');
  await press(page, 'Done counting: €23.00');
  await expect(result).toContainText('€0.50 missing');
  await expect(page.getByRole('button', { name: 'Count again' })).toHaveCount(0);
  await press(page, /^Change what stays in the drawer/);
  await till.dialog.getByLabel('Stays in the drawer').focus();
  await page.keyboard.type('2000');
  await press(page, 'Leave €20.00');
  await press(page, 'Close the drawer');
  const z = page.getByRole('region', { name: 'Z report' });
  await expect(z).toContainText('Z REPORT');
  await expect(z).toContainText(/Over \/ short +-0\.50/);
  await expect(z).toContainText(/Left in drawer +20\.00/);
  await expectAccessible(page);
  await page.evaluate(() => {
    window.print = () => Object.assign(window, { isPrinted: true });
  });
  await press(page, 'Print');
  expect(await page.evaluate(() => 'isPrinted' in window)).toBe(true);
  await press(page, 'Done');
  await expect(till.line(product.name)).toBeVisible();
});

for (const whose of ['Everybody here', 'Only me']) {
  test(`more than the limit is closed by somebody else who may approve: ${whose}`, async ({ till, shop }) => {
    const { page } = till;
    await shop.requireSessions(false, 100);
    await till.open();
    await toDrawer(till);
    await page.getByText(whose).tap();
    await openWith(till, { '€10': 1 });
    await toDrawer(till);
    await press(page, 'Close the drawer');
    await many(page, '€5').fill('1');
    await press(page, 'Done counting: €5.00');
    await press(page, 'Close the drawer');
    await expect(page.getByRole('alert')).toContainText('without approval');
    await expectAccessible(page);
    await press(page, 'Change the cashier');
    await till.dialog.getByRole('button', { name: 'Someone else' }).tap();
    await till.dialog.getByLabel('E-mail').fill(demo.manager);
    await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
    await till.dialog.getByRole('button', { name: 'Sign in', exact: true }).tap();
    if (whose === 'Only me')
      await page
        .getByRole('region', { name: /waits to be closed/ })
        .getByRole('button')
        .tap();
    await expect(page.getByRole('region', { name: 'Counted', exact: true })).toContainText('€5.00 missing');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await press(page, 'Close the drawer');
    await expect(page.getByRole('region', { name: 'Z report' })).toContainText('Approved by');
  });
}

test('training is marked, and leaves no trace in the sales of the day', async ({ till, shop }) => {
  const { page } = till;
  const product = await shop.makeProduct('Practice', 480);
  const register = await registerOf(shop);
  await till.open();
  const before = await shop.orders(register);
  await toDrawer(till);
  await page.getByText('Training', { exact: true }).tap();
  await expect(page.getByText('they reach no report and no stock')).toBeVisible();
  await openWith(till, { '€10': 1 });
  await expect(page.getByText('Training: not a sale')).toBeVisible();
  for (let sale = 0; sale < 2; sale += 1) {
    await till.touch(product.name);
    await till.exact.tap();
    await expect(till.cart.getByText('Sale complete')).toBeVisible();
    await expect(till.cart.getByText(/^TRAINING-/)).toBeVisible();
  }
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sales', exact: true }).tap();
  await page.getByRole('heading', { name: 'Sales today' }).waitFor();
  await expect(page.getByText(/^TRAINING-/)).toHaveCount(0);
  expect(await shop.orders(register)).toEqual(before);
  await page.getByRole('button', { name: 'Back' }).tap();

  await toDrawer(till);
  await press(page, 'Close the drawer');
  await many(page, '€10').fill('1');
  await press(page, 'Done counting: €10.00');
  await expect(page.getByText('It is exactly right')).toBeVisible();
  await press(page, 'Close the drawer');
  await expect(page.getByText('Training is over.')).toBeVisible();
  await press(page, 'Done');
  await expect(page.getByText('Training: not a sale')).toHaveCount(0);
  await till.touch(product.name);
  await till.exact.tap();
  const label = await till.expectDone('€0.00');
  // The receipts of real sales have no gap.
  expect(Number(label.slice(-6))).toBe((before[0]?.receipt_number ?? 0) + 1);
});

test('a shop that sells only from an open drawer says so, with one touch to open it; on the smallest phone, too', async ({
  till,
  shop,
}) => {
  const { page } = till;
  const product = await shop.makeProduct('Needs a drawer', 210);
  await shop.requireSessions(true);
  await till.open();
  await till.touch(product.name);
  await expect(till.cart).toContainText('No drawer is open.');
  await expect(till.exact).toHaveCount(0);
  await page.keyboard.press('F9');
  await expect(till.cart.getByText('Sale complete')).toHaveCount(0);
  await expectAccessible(page);
  await press(page, 'Open the drawer');
  await page.setViewportSize({ width: 320, height: 640 });
  await expect(many(page, '€50')).toBeVisible();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.getByText('Only me').tap();
  await openWith(till, { '€5': 2 });
  await toDrawer(till);
  await expect(page.getByText(/^Only .+ sells from it$/)).toBeVisible();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  await press(page, 'Pay out');
  await till.dialog.getByLabel('Amount').waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.keyboard.press('Escape');
  await press(page, 'Close the drawer');
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await press(page, 'Not now');
  await page.getByRole('button', { name: 'Back' }).tap();
  await page.setViewportSize({ width: 1280, height: 800 });
  await till.exact.tap();
  await till.expectDone('€0.00');
});
