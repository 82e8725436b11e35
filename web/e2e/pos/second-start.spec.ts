import { OwnServer, program } from '../support/own-server.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

test.skip(!program, 'NOVAPOS does not name the program');

test('a second start keeps the data: the sale is there, the cart goes on, the next number follows', async ({
  browser,
}) => {
  const server = await OwnServer.start();
  try {
    const viewport = { width: 1280, height: 800 };
    const context = await browser.newContext({ baseURL: server.address, hasTouch: true, viewport, locale: 'en-IE' });
    const till = new TillPage(await context.newPage());
    await till.open();
    await till.touch('Butter Stollen');
    await till.exact.tap();
    const first = await till.expectDone('€0.00');
    await till.touch('Avocado');

    await server.stop();
    await server.startAgain();
    await till.page.reload();
    await expect(till.line('Avocado')).toBeVisible();
    await till.page.getByRole('button', { name: 'Sales', exact: true }).tap();
    await expect(till.page.getByRole('button', { name: first })).toBeVisible();
    await till.page.goBack();
    await till.exact.tap();
    const second = await till.expectDone('€0.00');
    expect(numberOf(second)).toBe(numberOf(first) + 1);
    await context.close();
  } finally {
    await server.remove();
  }
});

function numberOf(label: string): number {
  return Number(label.split('-')[1]);
}
