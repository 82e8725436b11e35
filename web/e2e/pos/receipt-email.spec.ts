import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { MailSink } from '../support/mail-sink.ts';
import { overhang } from '../support/overhang.ts';
import { OwnServer, program } from '../support/own-server.ts';
import { demo, Shop } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

test('where no mail server is named, the e-mail says so and what to do instead', async ({ till, shop }) => {
  const product = await shop.makeProduct('Not sent', 640);
  const register = await shop.register(await shop.store(demo.store));
  const order = await shop.sell(register, [{ product, quantity_milli: 1000 }]);
  const { page } = till;
  await till.open();
  await page.getByRole('button', { name: 'Sales', exact: true }).tap();
  await page.getByRole('button', { name: order.receipt_label }).tap();
  await page.getByRole('button', { name: 'E-mail', exact: true }).tap();
  await till.dialog.getByLabel('E-mail address').fill('customer@example.com');
  await till.dialog.getByRole('button', { name: 'Send the receipt' }).tap();
  await expect(till.dialog.getByRole('alert')).toContainText('cannot be sent by e-mail here yet. Print it');
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await overhang(page)).toBeLessThanOrEqual(0);
});

test('a receipt goes to the customer’s address, from the till after the sale and from the portal later', async ({
  browser,
  playwright,
}) => {
  test.skip(!program, 'NOVAPOS does not name the program');
  test.setTimeout(240_000);
  const sink = await MailSink.start();
  const server = await OwnServer.start(sink.settings);
  try {
    const request = await playwright.request.newContext({ baseURL: server.address });
    const bread = await (await Shop.open(request)).makeProduct('Bread by mail', 350);
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ baseURL: server.address, hasTouch: true, viewport, locale: 'en-IE' });
    const till = new TillPage(await context.newPage());
    await till.open();
    await till.touch(bread.name);
    await till.exact.tap();
    const label = await till.expectDone('€0.00');
    await till.page.getByRole('button', { name: 'Show receipt' }).tap();
    await till.dialog.getByRole('button', { name: 'E-mail', exact: true }).tap();
    const dialog = till.page.getByRole('dialog', { name: `E-mail receipt ${label}` });
    const send = dialog.getByRole('button', { name: 'Send the receipt' });
    const address = dialog.getByLabel('E-mail address');
    await send.tap();
    await expect(dialog).toContainText('Enter the address first.');
    await address.fill('nobody');
    await send.tap();
    await expect(address).toHaveAccessibleDescription(/no e-mail address/);
    expect(sink.messages).toHaveLength(0);

    sink.isRefusing = true;
    await address.fill('customer@example.com');
    await send.tap();
    await expect(dialog.getByRole('alert')).toContainText('did not take the receipt');
    sink.isRefusing = false;
    await till.page.keyboard.press('Enter');
    await expect(dialog.getByRole('status')).toHaveText('Sent to customer@example.com');
    await expectAccessible(till.page);
    expect(sink.messages).toEqual([expect.stringMatching(new RegExp(`^To: customer@example\\.com$[^]*${label}`, 'm'))]);
    await dialog.getByRole('button', { name: 'Done' }).tap();
    await expect(till.dialog.locator('pre')).toContainText(label);

    const admin = new AdminPage(await context.newPage());
    await admin.open('/admin/orders');
    await admin.openOrder(label);
    await admin.page.getByRole('button', { name: 'E-mail the receipt' }).click();
    await admin.dialog.getByRole('button', { name: 'Send the receipt' }).click();
    await expect(admin.dialog).toContainText('Enter the address first.');
    await admin.dialog.getByLabel('E-mail address').fill('office@example.com');
    await admin.page.keyboard.press('Enter');
    await expect(admin.dialog.getByRole('status')).toHaveText('Sent to office@example.com');
    await expectAccessible(admin.page);
    expect(sink.messages).toHaveLength(2);
    expect(sink.messages[1]).toContain('To: office@example.com');
    await context.close();
  } finally {
    await server.remove();
    sink.stop();
  }
});
