import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo, type Register, type Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing, heldBack } from '../support/unanswered.ts';

const lists = { sessions: /\/sessions\?/, reports: /\/z-reports\?/, safe: /\/stores\/[^/]+\/safe/ };
const oneSession = /\/sessions\/[0-9a-f-]{36}$/;
const oneX = /\/sessions\/[0-9a-f-]{36}\/x-report$/;
const oneReport = /\/registers\/[0-9a-f-]{36}\/z-reports\/\d+$/;

/** A drawer with a float of €50.00, one sale of €8.60 and €10.00 taken to the safe. */
async function openDrawer(
  shop: Shop,
): Promise<{ register: Register; session_id: string; sell: () => Promise<string> }> {
  const register = await shop.newRegister(await shop.store(demo.store));
  const session_id = await shop.openSession(register, [{ value_minor: 1000, count: 5 }]);
  const product = await shop.makeProduct('Over the counter', 860);
  const sell = async () => (await shop.sell(register, [{ product, quantity_milli: 1000 }], session_id)).receipt_label;
  await sell();
  await shop.moveCash(session_id, 'drop', 1000);
  return { register, session_id, sell };
}

/** The same, counted €0.40 too little. */
async function countDrawer(shop: Shop, session_id: string): Promise<void> {
  await shop.countDrawer(session_id, [
    { value_minor: 1000, count: 4 },
    { value_minor: 820, count: 1 },
  ]);
}

async function pickRegister(page: Page, register: Register): Promise<void> {
  await page.getByLabel('Register', { exact: true }).selectOption(register.id);
  await expect(page).toHaveURL(new RegExp(`register_id=${register.id}`));
}

test('what was counted by one is approved and closed by another, with its Z report', async ({ page, shop }) => {
  const { register, session_id } = await openDrawer(shop);
  await shop.changeCashSettings({ sessions_required: false, variance_limit_minor: 0 });
  try {
    const admin = new AdminPage(page);
    await admin.open('/admin/cash');
    await pickRegister(page, register);
    await page.getByLabel('State').selectOption('open');
    await page.getByRole('region', { name: 'Sessions' }).getByRole('link').click();
    await expect(page.getByRole('heading', { name: `Session of ${register.name}` })).toBeVisible();
    await expect(page.getByRole('region', { name: 'What was sold' })).toContainText('1 sale€8.60');
    await expect(page.getByRole('region', { name: 'The drawer' })).toContainText('Should be there€48.60');
    await expect(page.getByRole('region', { name: 'Movements of cash' })).toContainText('-€10.00');
    await expect(page.getByRole('button', { name: 'Close the drawer' })).toHaveCount(0);

    await countDrawer(shop, session_id);
    await page.reload();
    await expect(page.getByRole('region', { name: 'Counts' })).toContainText('€0.40 short');
    await page.getByRole('button', { name: 'Close the drawer' }).click();
    await admin.dialog.getByRole('button', { name: 'Close the drawer' }).click();
    await expect(admin.dialog.getByRole('alert')).toContainText('without approval');
    await admin.dialog.getByRole('button', { name: 'Not yet' }).click();
    await admin.signOut();

    await admin.open(`/admin/cash/sessions/${session_id}`, demo.manager);
    await page.getByRole('button', { name: 'Close the drawer' }).click();
    const left = admin.dialog.getByLabel('Stays in the drawer');
    await left.fill('48.21');
    await admin.dialog.getByRole('button', { name: 'Close the drawer' }).click();
    await expect(admin.dialog.getByText('up to what was counted, €48.20')).toBeVisible();
    await left.fill('40');
    await admin.dialog.getByRole('button', { name: 'Close the drawer' }).click();
    await page.getByRole('link', { name: 'Z report 1' }).click();
    await expect(page.getByRole('heading', { name: /Z report .+-1$/ })).toBeVisible();
    await expect(page.getByRole('region', { name: 'The drawer' })).toContainText('Stayed in the drawer€40.00');
    await expect(page.getByRole('region', { name: 'Since the first sale' })).toContainText('1 sale€8.60');
    await page.getByRole('button', { name: 'Show as printed' }).click();
    await expect(admin.dialog.locator('pre')).toContainText('*** COPY ***');
  } finally {
    await shop.changeCashSettings({ sessions_required: false, variance_limit_minor: null });
  }
});

test('a sale that came late stands beside its Z report, which stays as it was', async ({ page, shop }) => {
  const { register, session_id, sell } = await openDrawer(shop);
  await countDrawer(shop, session_id);
  await shop.closeSession(session_id, 4000);
  const late = await sell();
  const admin = new AdminPage(page);
  await admin.open('/admin/cash/z-reports');
  await pickRegister(page, register);
  const row = page.getByRole('region', { name: 'Z reports' }).getByRole('row').nth(1);
  await expect(row).toContainText('€0.40 short');
  await expect(row).toContainText('1 late sale');
  await row.getByRole('link').click();
  await expect(page.getByRole('region', { name: 'What was sold' })).toContainText('1 sale€8.60');
  await page.getByRole('region', { name: 'Late sales' }).getByRole('link', { name: late }).click();
  await expect(page.getByRole('heading', { name: `Order ${late}` })).toBeVisible();
});

test('who may not approve sees neither the safe nor what an uncounted drawer should hold', async ({ page, shop }) => {
  const { session_id } = await openDrawer(shop);
  const admin = new AdminPage(page);
  await admin.open(`/admin/cash/sessions/${session_id}`, demo.cashier);
  await expect(page.getByRole('region', { name: 'The drawer' })).toContainText('counted blind');
  await expect(page.getByText('€48.60')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Safe' })).toHaveCount(0);
  await page.goto('/admin/cash/safe');
  await expect(page.getByText('Not for your role')).toBeVisible();
});

test('money goes from the safe to the bank', async ({ page, shop }) => {
  await openDrawer(shop);
  const admin = new AdminPage(page);
  await admin.open('/admin/cash/safe', demo.manager);
  await page.getByLabel('Store').selectOption(demo.store);
  const inSafe = page.getByRole('region', { name: 'In the safe' });
  const before = await inSafe.textContent();
  await page.getByRole('button', { name: 'Take to the bank' }).click();
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(admin.dialog.getByText('Enter an amount above 0.')).toBeVisible();
  await expect(admin.dialog.getByText('Enter 3 to 200 characters.')).toBeVisible();
  const bag = `Bag ${Date.now()}`;
  await admin.dialog.getByLabel('Amount').fill('3,50');
  await admin.dialog.getByLabel('Number of the bag or slip').fill(bag);
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(page.getByText('€3.50 is on its way to the bank.')).toBeVisible();
  await expect(page.getByRole('row', { name: bag })).toContainText('€3.50');
  await expect(inSafe).not.toHaveText(before ?? '');
  const deposits = page.getByRole('region', { name: 'Taken to the bank' });
  const first = deposits.getByRole('row').nth(1);
  await expect(first).toContainText(bag);
  await deposits.getByRole('button', { name: 'When' }).click();
  await expect(page).toHaveURL(/sort=at/);
  await expect(deposits.getByRole('columnheader', { name: 'When' })).toHaveAttribute('aria-sort', 'ascending');
  await deposits.getByRole('button', { name: 'When' }).click();
  await expect(page).not.toHaveURL(/sort/);
  await expect(first).toContainText(bag);
});

test('a deposit whose answer was lost is made once', async ({ page, shop }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/cash/safe');
  await shop.store(demo.store);
  await page.getByLabel('Store').selectOption(demo.store);
  await page.getByRole('button', { name: 'Take to the bank' }).click();
  const bag = `Bag ${Date.now()}`;
  await admin.dialog.getByLabel('Amount').fill('1');
  await admin.dialog.getByLabel('Number of the bag or slip').fill(bag);
  await page.route(/\/deposits$/, async (route) => {
    await route.fetch();
    await route.abort();
  });
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(admin.dialog.getByRole('alert')).toContainText('The server can’t be reached.');
  await page.unroute(/\/deposits$/);
  await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
  await expect(page.getByText('is on its way to the bank.')).toBeVisible();
  await expect(page.getByRole('row', { name: bag })).toHaveCount(1);
});

test('when sessions are needed, and what may be over or short, is set for the shop', async ({ page, shop }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/cash');
  try {
    await page.getByLabel('What may be over or short').selectOption('some');
    await page.getByLabel('Limit').fill('five');
    await expect(page.getByText('Enter an amount, 0 or more.')).toBeVisible();
    await page.getByLabel('Limit').fill('5');
    await page.getByRole('link', { name: 'Orders' }).click();
    await admin.dialog.getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('The changes are saved.')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Limit')).toHaveValue('5.00');
    await page.getByLabel('What may be over or short').selectOption('any');
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(page.getByLabel('Limit')).toHaveValue('5.00');
  } finally {
    await shop.changeCashSettings({ sessions_required: false, variance_limit_minor: null });
  }
});

test('lists of cash that are slow, none, filtered away, or do not come', async ({ page }) => {
  const admin = new AdminPage(page);
  const answer = await heldBack(page, lists.sessions);
  await admin.open('/admin/cash/sessions');
  await expect(page.getByRole('region', { name: 'Sessions' }).locator('tbody tr')).toHaveCount(8);
  await answer({ items: [], next_cursor: null });
  await expect(page.getByText('No sessions yet')).toBeVisible();
  await page.unroute(lists.sessions);
  await page.getByLabel('To', { exact: true }).fill('2020-01-02');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await failing(page, lists.sessions);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByLabel('State').selectOption('closed');
  await expect(page.getByText('The sessions can’t be shown')).toBeVisible();

  const reports = await heldBack(page, lists.reports);
  await page.getByRole('link', { name: 'Z reports' }).click();
  await expect(page.getByRole('region', { name: 'Z reports' }).locator('tbody tr')).toHaveCount(8);
  await reports({ items: [], next_cursor: null });
  await expect(page.getByText('No Z reports yet')).toBeVisible();
  await page.unroute(lists.reports);
  await page.getByLabel('To', { exact: true }).fill('2020-01-02');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await failing(page, lists.reports);
  await page.getByLabel('To', { exact: true }).fill('2020-01-03');
  await expect(page.getByText('The Z reports can’t be shown')).toBeVisible();

  const safe = await heldBack(page, lists.safe);
  await page.getByRole('link', { name: 'Safe' }).click();
  await expect(page.getByRole('region', { name: 'Taken to the bank' }).locator('tbody tr')).toHaveCount(8);
  await safe({ in_safe_minor: -500, deposits: { items: [], next_cursor: null } });
  await expect(page.getByText('Nothing was taken to the bank yet')).toBeVisible();
  await expect(page.getByText('Less than nothing')).toBeVisible();
  await page.unroute(lists.safe);
  await failing(page, lists.safe);
  await page.getByLabel('Store').selectOption(demo.strictStore);
  await expect(page.getByText('The safe can’t be shown')).toBeVisible();

  await failing(page, /\/cash\/settings$/);
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Cash' }).click();
  await expect(page.getByText('The cash settings can’t be shown')).toBeVisible();
});

test('a session and a Z report that do not come, and then do', async ({ page, shop }) => {
  const { register, session_id } = await openDrawer(shop);
  await countDrawer(shop, session_id);
  await shop.closeSession(session_id, 0);
  const admin = new AdminPage(page);
  await failing(page, oneSession);
  await failing(page, oneX);
  await admin.open(`/admin/cash/sessions/${session_id}`);
  await expect(page.getByText('This session can’t be shown')).toBeVisible();
  await page.unroute(oneSession);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('The figures up to now can’t be shown')).toBeVisible();
  await page.unroute(oneX);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'What was sold' })).toBeVisible();
  await failing(page, oneReport);
  await page.goto(`/admin/cash/z-reports/${register.id}/1`);
  await expect(page.getByText('This Z report can’t be shown')).toBeVisible();
  await page.unroute(oneReport);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Since the first sale' })).toBeVisible();
});

test('on a narrow screen no page of cash scrolls sideways', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const { register, session_id, sell } = await openDrawer(shop);
  await countDrawer(shop, session_id);
  const admin = new AdminPage(page);
  await admin.open('/admin/cash/sessions');
  await page.getByRole('region', { name: 'Sessions' }).getByRole('link').first().waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.goto(`/admin/cash/sessions/${session_id}`);
  await page.getByRole('region', { name: 'The drawer' }).waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.getByRole('button', { name: 'Close the drawer' }).click();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await shop.closeSession(session_id, 0);
  await sell();
  await page.goto('/admin/cash/z-reports');
  await page.getByRole('region', { name: 'Z reports' }).getByRole('link').first().waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.goto(`/admin/cash/z-reports/${register.id}/1`);
  await page.getByRole('region', { name: 'Late sales' }).waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  for (const path of ['cash/safe', 'settings/cash']) {
    await page.goto(`/admin/${path}`);
    await page.getByRole('main').getByRole('heading').first().waitFor();
    expect(await overhang(page), path).toBeLessThanOrEqual(0);
  }
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages of cash are accessible, ${colorScheme}`, async ({ page, shop }) => {
    const { register, session_id, sell } = await openDrawer(shop);
    await countDrawer(shop, session_id);
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open('/admin/cash/sessions');
    await page.getByRole('region', { name: 'Sessions' }).getByRole('link').first().waitFor();
    await expectAccessible(page);
    await page.goto(`/admin/cash/sessions/${session_id}`);
    await page.getByRole('region', { name: 'The drawer' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Close the drawer' }).click();
    await expectAccessible(page);
    await shop.closeSession(session_id, 0);
    await sell();
    await page.goto(`/admin/cash/z-reports/${register.id}/1`);
    await page.getByRole('region', { name: 'Late sales' }).waitFor();
    await expectAccessible(page);
  });

  test(`the safe and the settings of cash are accessible, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open('/admin/cash/z-reports');
    await page.getByRole('search').waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Safe' }).click();
    await page.getByRole('region', { name: 'In the safe' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take to the bank' }).click();
    await admin.dialog.getByRole('button', { name: 'Write it down' }).click();
    await expectAccessible(page);
    await page.goto('/admin/settings/cash');
    await page.getByLabel('What may be over or short').selectOption('some');
    await page.getByLabel('Limit').fill('five');
    await expectAccessible(page);
  });
}

test('sessions and Z reports are ordered by their heads and come as files', async ({ page, shop }) => {
  const { register, session_id } = await openDrawer(shop);
  await countDrawer(shop, session_id);
  await shop.closeSession(session_id, 0);
  const later = await shop.openSession(register, [{ value_minor: 1000, count: 1 }]);
  const admin = new AdminPage(page);
  await admin.open(`/admin/cash/sessions?register_id=${register.id}`);
  const region = page.getByRole('region', { name: 'Sessions' });
  const links = region.getByRole('link');
  await expect(links).toHaveCount(2);
  await expect(links.first()).toHaveAttribute('href', new RegExp(later));
  await region.getByRole('button', { name: 'Opened' }).click();
  await expect(page).toHaveURL(/sort=opened_at/);
  await expect(links.first()).toHaveAttribute('href', new RegExp(session_id));
  // What is most short comes first, of a period that is then chosen.
  await region.getByRole('button', { name: 'Over or short' }).click();
  await expect(page).toHaveURL(/sort=variance/);
  await expect(page.getByLabel('From', { exact: true })).not.toHaveValue('');
  await expect(links.first()).toHaveAttribute('href', new RegExp(session_id));
  await region.getByRole('button', { name: 'Over or short' }).click();
  await expect(region.getByRole('columnheader', { name: 'Over or short' })).toHaveAttribute('aria-sort', 'descending');
  await expect(links.first()).toHaveAttribute('href', new RegExp(later));
  await page.reload();
  await expect(links.first()).toHaveAttribute('href', new RegExp(later));
  await expectAccessible(page);
  const sessions = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await sessions;
  expect(file.suggestedFilename()).toMatch(/^sessions-.*\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain(session_id);
  expect(text).toContain(',48.60,48.20,-0.40,');

  await page.goto(`/admin/cash/z-reports?register_id=${register.id}`);
  const reports = page.getByRole('region', { name: 'Z reports' });
  await expect(reports.getByRole('columnheader', { name: 'Closed' })).toHaveAttribute('aria-sort', 'descending');
  await reports.getByRole('button', { name: 'Closed' }).click();
  await expect(page).toHaveURL(/sort=at/);
  await expect(reports.getByRole('link')).toHaveCount(1);
  await countDrawer(shop, later);
  await shop.closeSession(later, 0);
  await reports.getByRole('button', { name: 'Over or short' }).click();
  await expect(page).toHaveURL(/sort=variance/);
  const variances = reports.locator('tbody tr');
  await expect(variances).toHaveCount(2);
  const ascending = await variances.allTextContents();
  await reports.getByRole('button', { name: 'Over or short' }).click();
  await expect(page).toHaveURL(/sort=-variance/);
  await expect.poll(() => variances.allTextContents()).toEqual(ascending.toReversed());
  const closed = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  expect(await readFile(await (await closed).path(), 'utf8')).toContain(session_id);
  await failing(page, /\/z-reports\/export/);
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('alert')).toContainText('The export did not come');
});
