import type { Browser, Page } from '@playwright/test';
import { OwnServer, program } from '../support/own-server.ts';
import { Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

test.skip(!program, 'NOVAPOS does not name the program');

test('without the server the till opens, searches, scans and prices; a sale is kept until it can be sent', async ({
  browser,
  playwright,
}) => {
  const server = await OwnServer.start();
  try {
    const shop = await Shop.open(await playwright.request.newContext({ baseURL: server.address }));
    const coffee = await shop.makeProduct('Offline coffee', 450);
    const till = await keptTill(browser, server);
    await till.touch('Butter Stollen');
    const total = await till.total();

    await server.stop();
    await till.page.reload();
    await expect(till.line('Butter Stollen')).toBeVisible();
    expect(await till.total()).toBe(total);
    await till.scan(coffee.barcodes[0] ?? '');
    await expect(till.line(coffee.name)).toContainText('€4.50');
    await till.touch('Avocado');
    await expect(till.line('Avocado')).toBeVisible();
    await expect(till.page.getByText('Can’t reach the server')).toBeVisible();
    await till.search.fill('');
    await expect(till.goods.getByRole('button').first()).toContainText('€');

    await till.exact.tap();
    await expect(till.dialog).toContainText('this sale can’t be sent now');
    await till.dialog.getByRole('button', { name: 'Back to the cart' }).tap();
    await expect(till.line(coffee.name)).toBeVisible();

    // Any page of the till is its shell.
    await till.page.goto('/pos/sales');
    await till.page.getByRole('heading', { name: 'Sales today' }).waitFor();
    await till.page.goto('/pos/');

    await server.startAgain();
    await till.exact.tap();
    await till.expectDone('€0.00');
    await till.page.context().close();
  } finally {
    await server.remove();
  }
});

test('after a sign-out nobody is let in without the server', async ({ browser }) => {
  const server = await OwnServer.start();
  try {
    const till = await keptTill(browser, server);
    await till.page.getByRole('button', { name: 'Menu' }).tap();
    await till.dialog.getByRole('button', { name: 'Sign out' }).tap();
    await till.page.getByLabel('E-mail').waitFor();
    await server.stop();
    await till.page.reload();
    await expect(till.page.getByText('The till can’t open')).toBeVisible();
    await expect(till.search).toHaveCount(0);
    await server.startAgain();
    await till.page.getByRole('button', { name: 'Try again' }).tap();
    await till.page.getByLabel('E-mail').waitFor();
    await till.page.context().close();
  } finally {
    await server.remove();
  }
});

test('a new version waits for the end of the sale, and comes when it is asked for', async ({ browser }) => {
  const server = await OwnServer.startWithOwnTill();
  try {
    const till = await keptTill(browser, server);
    const { page } = till;
    const update = page.getByRole('button', { name: 'Update the till' });
    await till.touch('Avocado');
    await server.putOutTill('The new till');
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await expect(page.getByText('A new version is ready after this sale')).toBeVisible();
    await expect(update).toHaveCount(0);

    // Not even a reload brings it into the sale.
    await page.reload();
    await expect(till.line('Avocado')).toBeVisible();
    await expect(page).toHaveTitle('NovaPOS Till');
    await expect(page.getByText('A new version is ready after this sale')).toBeVisible();

    await till.exact.tap();
    await till.expectDone('€0.00');
    await update.tap();
    await expect(page).toHaveTitle('The new till');
    await till.touch('Avocado');
    await expect(till.line('Avocado')).toBeVisible();
    await expect(page.getByText(/new version/)).toHaveCount(0);

    await server.stop();
    await page.reload();
    await expect(page).toHaveTitle('The new till');
    await expect(till.line('Avocado')).toBeVisible();
    await page.context().close();
  } finally {
    await server.remove();
  }
});

/** A till whose shell and goods are on its device. */
async function keptTill(browser: Browser, server: OwnServer): Promise<TillPage> {
  const viewport = { width: 1280, height: 800 };
  const context = await browser.newContext({ baseURL: server.address, hasTouch: true, viewport, locale: 'en-IE' });
  const till = new TillPage(await context.newPage());
  await till.open();
  await till.goods.getByRole('button').first().waitFor();
  await shellIsKept(till.page);
  return till;
}

async function shellIsKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}
