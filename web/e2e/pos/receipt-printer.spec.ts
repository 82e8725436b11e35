import { expectAccessible } from '../support/accessible.ts';
import { OwnServer, program } from '../support/own-server.ts';
import { ReceiptPrinter } from '../support/printer.ts';
import { Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

/** What opens the drawer. */
const drawer = '\x1bp\x00\x32\x32';

test('a register with a printer prints each receipt by itself, or when it is asked: the original opens the drawer, a copy does not; one that is off is told', async ({
  browser,
  playwright,
}) => {
  test.skip(!program, 'NOVAPOS does not name the program');
  const printer = await ReceiptPrinter.start();
  const { address } = printer;
  const server = await OwnServer.start({}, ['--printer', `A1=${address}`]);
  try {
    const request = await playwright.request.newContext({ baseURL: server.address });
    const bread = await (await Shop.open(request)).makeProduct('Bread on paper', 350);
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ baseURL: server.address, hasTouch: true, viewport, locale: 'en-IE' });
    const till = new TillPage(await context.newPage());
    const { page } = till;
    await page.addInitScript(() => {
      window.print = () => document.body.setAttribute('data-printed-here', '');
    });
    await till.open();
    await printer.turnOff();
    await till.touch(bread.name);
    await till.exact.tap();
    const label = await till.expectDone('€0.00');
    await expect(page.getByText('The receipt printer did not answer')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Print', exact: true }).tap();
    await expect(till.dialog.getByRole('alert')).toContainText('The receipt printer did not answer');
    await expectAccessible(page);
    await printer.turnOn(address);
    await till.dialog.getByRole('button', { name: 'Print', exact: true }).tap();
    await expect(till.dialog.getByRole('status')).toHaveText('Printed');
    await expectAccessible(page);
    expect(printer.sheets).toHaveLength(1);
    expect(printer.sheets[0]).toContain(label);
    expect(printer.sheets[0]?.startsWith(drawer)).toBe(true);
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Sales', exact: true }).tap();
    await page.getByRole('button', { name: label }).tap();
    await page.getByRole('button', { name: 'Print a copy' }).tap();
    await expect(page.getByText('Printed', { exact: true })).toBeVisible();
    expect(printer.sheets).toHaveLength(2);
    expect(printer.sheets[1]).toContain('COPY');
    expect(printer.sheets[1]?.startsWith(drawer)).toBe(false);
    await expect(page.locator('body')).not.toHaveAttribute('data-printed-here');
    await page.getByRole('button', { name: 'Back' }).tap();

    await till.touch(bread.name);
    await till.exact.tap();
    const second = await till.expectDone('€0.00');
    const byItself = page.getByText('The receipt is printed.');
    await expect(byItself).toBeVisible();
    expect(printer.sheets).toHaveLength(3);
    expect(printer.sheets[2]).toContain(second);
    expect(printer.sheets[2]?.startsWith(drawer)).toBe(true);
    // The sale is shown again, and its receipt is out already.
    await page.getByRole('button', { name: 'Sales', exact: true }).tap();
    await page.getByRole('button', { name: 'Back' }).tap();
    await expect(byItself).toBeVisible();
    expect(printer.sheets).toHaveLength(3);
    await page.getByRole('button', { name: 'Print', exact: true }).tap();
    await expect(till.dialog.getByRole('status')).toHaveText('Printed');
    expect(printer.sheets[3]).toContain('COPY');
    await page.keyboard.press('Escape');

    await page.getByRole('button', { name: 'Menu' }).tap();
    await till.dialog.getByText('Print when asked', { exact: true }).tap();
    await page.keyboard.press('Escape');
    await till.touch(bread.name);
    await till.exact.tap();
    await till.expectDone('€0.00');
    await expect(byItself).toBeHidden();
    await page.getByRole('button', { name: 'Print', exact: true }).tap();
    await expect(till.dialog.getByRole('status')).toHaveText('Printed');
    expect(printer.sheets).toHaveLength(5);
    expect(printer.sheets[4]?.startsWith(drawer)).toBe(true);
    await context.close();
  } finally {
    await server.remove();
    printer.stop();
  }
});
