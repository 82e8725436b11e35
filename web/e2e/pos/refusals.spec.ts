import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { TillPage } from '../support/till-page.ts';

/** So often the till looks whether the server answers. */
const CHECK_EVERY_MS = 10_000;

test('a price changed meanwhile: old and new total, one button, the same sale', async ({ till, shop }) => {
  const product = await shop.makeProduct('Price change', 1000);
  await till.open();
  await till.touch(product.name);
  // The till must not hear of it by itself before it pays.
  await till.page.route('**/catalog/changes**', (route) => route.abort());
  await shop.changePrice(product, 1150);
  await shop.costs(product, 1150);
  const sent: { id: string; receipt_number: number }[] = [];
  await till.page.route('**/orders', (route) => {
    if (route.request().method() === 'POST') sent.push(route.request().postDataJSON());
    return route.continue();
  });
  await till.page.getByRole('button', { name: 'Cash €20.00 given' }).tap();

  await expect(till.dialog.getByText('€10.00')).toBeVisible();
  await expect(till.dialog.getByText('€11.50', { exact: true })).toBeVisible();
  await till.page.unroute('**/catalog/changes**');
  await till.dialog.getByRole('button', { name: 'Charge €11.50' }).tap();
  await till.expectDone('€8.50');
  expect(sent).toHaveLength(2);
  expect(sent[1]).toMatchObject({ id: sent[0]?.id, receipt_number: sent[0]?.receipt_number });
});

test('goods that are not there are named, and the cart is back', async ({ till, shop }) => {
  const store = await shop.store(demo.strictStore);
  const product = await shop.makeProduct('Last piece', 700);
  await shop.receive(product, store, 1);
  await till.open({ store: demo.strictStore, email: demo.owner });
  await till.touch(product.name);
  await till.tile(product.name).tap();
  await till.exact.tap();
  await expect(till.dialog.getByText(`${product.name}: 1 in stock, 2 in the cart`)).toBeVisible();
  await till.dialog.getByRole('button', { name: 'Back to the cart' }).tap();
  await till
    .line(product.name)
    .getByRole('button', { name: /^One less/ })
    .tap();
  await till.exact.tap();
  await till.expectDone('€0.00');
});

test('goods that were taken off sale meanwhile are named, and the rest can be sold', async ({ till, shop }) => {
  const [gone, kept] = [await shop.makeProduct('Off sale', 300), await shop.makeProduct('Still sold', 200)];
  await till.open();
  await till.touch(kept.name);
  await till.touch(gone.name);
  // The till must not hear of it by itself before it pays.
  await till.page.route('**/catalog/changes**', (route) => route.abort());
  await shop.takeOffSale(gone);
  await till.exact.tap();
  await expect(till.dialog.getByText('Some goods are not sold any more.')).toBeVisible();
  await expect(till.dialog.getByRole('listitem')).toHaveText([gone.name]);
  await till.page.unroute('**/catalog/changes**');
  await till.dialog.getByRole('button', { name: 'Back to the cart' }).tap();

  await till
    .line(gone.name)
    .getByRole('button', { name: /^Remove/ })
    .tap();
  await expect(till.line(kept.name)).toBeVisible();
  await till.exact.tap();
  await till.expectDone('€0.00');
});

test('the session ends in the middle of a sale: sign in over it, and it goes on', async ({ till, shop }) => {
  const product = await shop.makeProduct('Session ends', 430);
  await till.open();
  await till.touch(product.name);
  const ended = { status: 401, contentType: 'application/problem+json', body: '{"code":"session_ended","detail":""}' };
  await till.page.route('**/auth/refresh', (route) => route.fulfill(ended));
  await till.page.route('**/orders', (route) => route.fulfill(ended));
  await till.exact.tap();

  await expect(till.dialog.getByText('Sign in again')).toBeVisible();
  await till.page.unroute('**/auth/refresh');
  await till.page.unroute('**/orders');
  await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
  await till.dialog.getByRole('button', { name: 'Sign in', exact: true }).tap();
  await till.expectDone('€0.00');
});

test('a wrong password is said kindly, and nothing typed is lost', async ({ till }) => {
  await till.page.goto('/pos/');
  await till.signIn(demo.cashier, 'not the password');
  await expect(till.page.getByRole('alert')).toHaveText(/is not right/);
  await expect(till.page.getByLabel('E-mail')).toHaveValue(demo.cashier);
});

test('the open cart, the register and the shop survive a reload', async ({ till, shop }) => {
  const product = await shop.makeProduct('Kept cart', 290);
  await till.open();
  await till.touch(product.name);
  await expect.poll(() => till.stored('meta', 'cart')).toMatchObject({ value: { lines: [{ name: product.name }] } });
  await till.page.reload();
  await expect(till.line(product.name)).toBeVisible();
});

test('the server is away: the strip says so and what to do', async ({ till }) => {
  await till.page.clock.install();
  await till.open();
  await expect(till.page.getByText('Online', { exact: true })).toBeVisible();
  await till.page.route('**/livez', (route) => route.abort());
  await till.page.clock.fastForward(CHECK_EVERY_MS);
  await expect(till.page.getByText('Can’t reach the server')).toBeVisible();
  await expect(till.page.getByText('Check the network cable or the Wi-Fi.')).toBeVisible();

  await till.page.route('**/auth/sign-out', (route) => route.abort());
  await till.page.getByRole('button', { name: 'Menu' }).tap();
  await till.dialog.getByRole('button', { name: 'Sign out' }).tap();
  await expect(till.dialog.getByText('The server can’t be reached.')).toBeVisible();
  await till.page.keyboard.press('Escape');

  await till.page.unroute('**/livez');
  await till.page.clock.fastForward(CHECK_EVERY_MS);
  await expect(till.page.getByText('Online', { exact: true })).toBeVisible();
});

test('only one window of a device is the till; it can be brought to another', async ({ till, shop, context }) => {
  const product = await shop.makeProduct('Two windows', 310);
  await till.open();
  await till.touch(product.name);
  await expect.poll(() => till.stored('meta', 'cart')).toMatchObject({ value: { lines: [{ name: product.name }] } });

  const second = new TillPage(await context.newPage());
  await second.page.goto('/pos/');
  await second.page.getByText('The till is open in another window').waitFor();
  await second.page.getByRole('button', { name: 'Use the till here' }).tap();
  await expect(second.line(product.name)).toBeVisible();
  await expect(till.page.getByText('The till is open in another window')).toBeVisible();
  await second.exact.tap();
  await second.expectDone('€0.00');
});
