import { expectAccessible } from '../support/accessible.ts';
import { OwnServer, program } from '../support/own-server.ts';
import { ReceiptPrinter } from '../support/printer.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

/** What opens the drawer. */
const opening = '\x1bp\x00\x32\x32';

test('a drawer that hangs on the register’s printer opens without a sale, once for each reason; one that did not open can be tried again', async ({
  browser,
}) => {
  test.skip(!program, 'NOVAPOS does not name the program');
  const printer = await ReceiptPrinter.start();
  const { address } = printer;
  const server = await OwnServer.start({}, ['--printer', `A1=${address}`]);
  try {
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ baseURL: server.address, hasTouch: true, viewport, locale: 'en-IE' });
    const till = new TillPage(await context.newPage());
    const { page } = till;
    await till.open();
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('button', { name: 'Cash drawer' }).tap();
    await page.getByRole('button', { name: /^Open with/ }).tap();
    await till.search.waitFor();
    await page.getByRole('button', { name: 'Menu' }).tap();
    await page.getByRole('button', { name: 'Cash drawer' }).tap();

    const openFor = async (reason: string) => {
      await page.getByRole('button', { name: 'Open without a sale' }).tap();
      await till.dialog.getByRole('button', { name: reason }).tap();
      await till.dialog.getByRole('button', { name: 'Open without a sale' }).tap();
    };
    const onRecord = page.getByText('Opened without a sale');
    await openFor('Change for a customer');
    await expect(till.dialog).toHaveCount(0);
    await expect(onRecord).toHaveCount(1);
    expect(printer.sheets).toEqual([opening]);

    await printer.turnOff();
    await openFor('Checking a note');
    await expect(till.dialog.getByRole('alert')).toContainText('The receipt printer did not answer');
    await expectAccessible(page);
    await printer.turnOn(address);
    await till.dialog.getByRole('button', { name: 'Open without a sale' }).tap();
    await expect(till.dialog).toHaveCount(0);
    await expect(onRecord).toHaveCount(2);
    expect(printer.sheets).toEqual([opening, opening]);
    await context.close();
  } finally {
    await server.remove();
    printer.stop();
  }
});
