import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';
import { failing } from '../support/unanswered.ts';

const TEN_MINUTES_MS = 10 * 60 * 1000;
const password = 'three unlike cats';

test.use({ timezoneId: 'Europe/Berlin', locale: 'en-IE' });

test('somebody new opens a shop, sets it up and rings up a first sale, led from step to step', async ({
  page,
  browser,
}) => {
  const started_ms = Date.now();
  const code = `blue-door-${Date.now()}`;
  await page.goto('/admin/');
  await page.getByRole('link', { name: 'New here? Open a shop' }).click();
  await page.getByRole('heading', { name: 'Open your shop' }).waitFor();
  await page.getByRole('button', { name: 'Open the shop' }).click();
  await expect(page.getByText('Enter the name of your shop.')).toBeVisible();
  await page.getByLabel('Name of the shop').fill('Blue Door Grocery');
  await expect(page.getByLabel('Shop code')).toHaveValue('blue-door-grocery');
  await page.getByLabel('Shop code').fill(code);
  await expect(page.getByLabel('Country')).toHaveValue('DE');
  await page.getByLabel('Country').selectOption('Switzerland');
  await expect(page.getByLabel('Currency')).toHaveValue('CHF');
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Zurich');
  await page.getByLabel('Country').selectOption('Germany');
  await expect(page.getByLabel('Currency')).toHaveValue('EUR');
  await page.getByLabel('Your name').fill('Bela Horvát');
  await page.getByLabel('E-mail').fill('bela@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Open the shop' }).click();

  const next = page.getByRole('listitem').and(page.locator('[aria-current=step]'));
  await next.waitFor();
  await expect(next).toContainText('Check your taxes');
  await expect(page.getByText('1 of 5 done')).toBeVisible();
  await page.getByRole('link', { name: 'Check the taxes' }).click();
  await expect(page.getByRole('row', { name: 'reduced' })).toContainText('USt 7%');
  await page.getByRole('button', { name: 'Use these taxes' }).click();
  await expect(page.getByText('The taxes are set.')).toBeVisible();

  await page.getByRole('link', { name: 'Next: Add your goods' }).click();
  await next.getByRole('link', { name: 'Add a product' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Rye bread');
  await page.getByLabel('SKU', { exact: true }).fill('RYE-1');
  await page.getByLabel('Price (EUR)').fill('3.50');
  await page.getByLabel('Tax category').selectOption('reduced');
  await page.getByRole('button', { name: 'Add product' }).click();
  await page.getByRole('heading', { name: 'Rye bread' }).waitFor();

  await page.getByRole('link', { name: 'Next: Invite a cashier' }).click();
  await next.getByRole('link', { name: 'Invite somebody' }).click();
  await page.getByLabel('Name', { exact: true }).fill('Ana Oliveira');
  await page.getByLabel('E-mail').fill('ana@example.com');
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'Next: Ring up your first sale' }).click();
  await expect(page.getByText('4 of 5 done')).toBeVisible();
  await expect(next.getByRole('link', { name: 'Open the till' })).toHaveAttribute('href', '/pos/');

  // The cashier, on the tablet by the door.
  const tablet = await browser.newContext({ viewport: { width: 1280, height: 800 }, hasTouch: true, locale: 'en-IE' });
  const till = new TillPage(await tablet.newPage());
  await till.page.goto(link);
  await till.page.getByLabel('Password', { exact: true }).fill('four more cats');
  await till.page.getByRole('button', { name: 'Save the password' }).click();
  await till.page.getByRole('link', { name: 'till' }).click();
  await till.page.getByLabel('Shop code').fill(code);
  await till.page.getByLabel('E-mail').fill('ana@example.com');
  await till.page.getByLabel('Password', { exact: true }).fill('four more cats');
  await till.page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await till.chooseRegister('Blue Door Grocery');
  await till.touch('Rye bread');
  await till.exact.tap();
  const label = await till.expectDone('€0.00');
  await tablet.close();

  await page.reload();
  await page.getByRole('link', { name: label }).waitFor();
  await expect(page.getByRole('region', { name: 'So far today' })).toContainText('Sold€3.50');
  await expect(page.getByRole('region', { name: 'Latest orders' })).toContainText(label);
  await expect(page.getByText('Getting started')).toHaveCount(0);
  expect(Date.now() - started_ms).toBeLessThan(TEN_MINUTES_MS);
});

test('an empty shop never stands there without the next step', async ({ page }) => {
  await signUp(page, `empty-${Date.now()}`);
  await page.getByRole('heading', { name: 'Getting started' }).waitFor();
  await expectAccessible(page);
  for (const path of ['orders', 'cash/sessions', 'products', 'stock', 'users', 'settings/tax']) {
    await page.goto(`/admin/${path}`);
    await page.getByRole('link', { name: 'Next: Check your taxes' }).waitFor();
  }
  await expect(page.getByRole('main').getByRole('link', { name: 'Usual taxes of a country' }).last()).toBeVisible();
  await page.goto('/admin/settings/tax/country');
  await page.getByLabel('Country').selectOption('United States');
  await expect(page.getByRole('row', { name: 'standard' })).toContainText('Sold without tax');
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await failing(page, /\/tax\/rules/);
  await page.getByRole('button', { name: 'Use these taxes' }).click();
  await expect(page.getByRole('alert')).toContainText('It broke.');
  await page.reload();
  await page.getByText('The tax rules can’t be shown').waitFor();
  await page.unroute(/\/tax\/rules/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByLabel('Country').selectOption('United States');
  await page.getByRole('button', { name: 'Use these taxes' }).click();
  await expect(page.getByText('The taxes are set.')).toBeVisible();

  await failing(page, /\/products\?limit=1$/);
  await page.goto('/admin/');
  await page.getByText('What is left to do did not come').waitFor();
  await page.unroute(/\/products\?limit=1$/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('2 of 5 done')).toBeVisible();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

test('a shop code that is taken is said beside its field', async ({ page }) => {
  await page.goto('/admin/sign-up');
  await fillIn(page, 'demo');
  await page.getByRole('button', { name: 'Open the shop' }).click();
  await expect(page.getByText('Another shop has this code.')).toBeVisible();
  await expect(page.getByLabel('Shop code')).toBeFocused();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

test('a shop whose opening was not answered is the same shop at the second try', async ({ page }) => {
  let isLost = false;
  await page.route(/\/auth\/sign-up$/, async (route) => {
    if (isLost || route.request().method() !== 'POST') return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await page.goto('/admin/sign-up');
  await fillIn(page, `lost-${Date.now()}`);
  await page.getByRole('button', { name: 'Open the shop' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('button', { name: 'Open the shop' }).click();
  await expect(page.getByRole('heading', { name: 'Getting started' })).toBeVisible();
});

test('where shops cannot be opened the page says so kindly, and nothing leads there', async ({ page }) => {
  await page.route(/\/auth\/sign-up$/, (route) => route.fulfill({ json: { open: false } }));
  await page.goto('/admin/');
  await page.getByLabel('Shop code').waitFor();
  await expect(page.getByRole('link', { name: 'New here? Open a shop' })).toHaveCount(0);
  await page.goto('/admin/sign-up');
  await expect(page.getByText('New shops can’t be opened here')).toBeVisible();
  await expectAccessible(page);
  await page.unroute(/\/auth\/sign-up$/);
  await failing(page, /\/auth\/sign-up$/);
  await page.reload();
  await expect(page.getByText('Whether shops can be opened here did not come')).toBeVisible();
  await page.unroute(/\/auth\/sign-up$/);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('link', { name: 'I have a shop: sign in' }).click();
  await new AdminPage(page).open('/admin/');
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
});

async function signUp(page: Page, code: string): Promise<void> {
  await page.goto('/admin/sign-up');
  await fillIn(page, code);
  await page.getByRole('button', { name: 'Open the shop' }).click();
}

async function fillIn(page: Page, code: string): Promise<void> {
  await page.getByLabel('Name of the shop').fill('Blue Door Grocery');
  await page.getByLabel('Shop code').fill(code);
  await page.getByLabel('Your name').fill('Bela Horvát');
  await page.getByLabel('E-mail').fill('bela@example.com');
  await page.getByLabel('Password', { exact: true }).fill(password);
}
