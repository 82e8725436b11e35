import { expectAccessible } from '../support/accessible.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import type { TillPage } from '../support/till-page.ts';

const PIN = '2580';
const WRONG = '7391';
const TOUCH_PX_MIN = 48;

const key = (till: TillPage, name: string) => till.dialog.getByRole('button', { name, exact: true });

async function touchPin(till: TillPage, pin: string): Promise<void> {
  for (const digit of pin) await key(till, digit).tap();
  await key(till, 'OK').tap();
}

async function signInByPassword(till: TillPage): Promise<void> {
  await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
  await key(till, 'Sign in').tap();
  await expect(till.dialog).toHaveCount(0);
}

const lock = (till: TillPage) => till.page.getByRole('button', { name: /^Lock, or change the cashier/ }).tap();
const seller = (till: TillPage, name: string) =>
  expect(till.page.getByRole('button', { name: `Lock, or change the cashier: ${name}` })).toBeVisible();

async function setPin(till: TillPage, pin: string): Promise<void> {
  await till.page.getByRole('button', { name: 'Menu' }).tap();
  await key(till, 'My PIN').tap();
  await till.dialog.getByLabel('Password', { exact: true }).fill(demo.password);
  await till.dialog.getByLabel('New PIN').fill(pin);
}

test('cashiers change by a touch on the name, four digits and OK; the cart stays; who has no PIN uses the password', async ({
  till,
  shop,
}) => {
  const ada = await shop.hire('Ada by PIN', 'cashier');
  const bo = await shop.hire('Bo by password', 'cashier');
  const product = await shop.makeProduct('Kept while they change', 420);
  const { page } = till;
  await till.open({ email: ada.email });
  await setPin(till, '1234');
  await expectAccessible(page);
  await key(till, 'Set PIN').tap();
  await expect(till.dialog.getByRole('alert')).toContainText('too easy to guess');
  await till.dialog.getByLabel('New PIN').fill('12');
  await key(till, 'Set PIN').tap();
  await expect(till.dialog).toContainText('A PIN has 4 to 6 digits.');
  await till.dialog.getByLabel('New PIN').fill(PIN);
  await key(till, 'Set PIN').tap();
  await expect(till.dialog.getByRole('status')).toContainText('Your PIN is set');
  await expectAccessible(page);
  await key(till, 'Done').tap();
  await till.touch(product.name);

  await lock(till);
  await key(till, 'Someone else').tap();
  await till.dialog.getByLabel('E-mail').fill(bo.email);
  await signInByPassword(till);
  await seller(till, bo.name);

  await lock(till);
  await expect(till.dialog.getByLabel('Password', { exact: true })).toBeVisible();
  const touches = await till.countTouches();
  await till.dialog.getByRole('button', { name: ada.name }).tap();
  await expectAccessible(page);
  expect(await overhang(page)).toBe(0);
  for (const button of await till.dialog.getByRole('button').all()) {
    const box = await button.boundingBox();
    expect(Math.min(box?.width ?? 0, box?.height ?? 0), await button.innerText()).toBeGreaterThanOrEqual(TOUCH_PX_MIN);
  }
  await touchPin(till, PIN);
  await seller(till, ada.name);
  expect(await touches(), 'the name, four digits, OK').toBe(6);
  await expect(till.line(product.name)).toContainText('€4.20');

  // By the number keys; what stands in the field is never a digit. Through a reload, and after a scan, which types nothing.
  await lock(till);
  await till.dialog.waitFor();
  await page.reload();
  const field = till.dialog.getByLabel(`PIN of ${ada.name}`);
  await expect(field).toBeFocused();
  await till.scan(product.barcodes[0] ?? '');
  await page.keyboard.press('2');
  await expect(field).toHaveValue('•');
  await expect(till.dialog.getByRole('status')).toHaveText('1 digit typed');
  await page.keyboard.press('9');
  await page.keyboard.press('Backspace');
  await till.type(PIN.slice(1));
  await seller(till, ada.name);
  await till.exact.tap();
  await till.expectDone('€0.00');

  // Rather not: the password does as well, and back.
  await lock(till);
  await key(till, 'Use password instead').tap();
  await key(till, 'Use PIN instead').tap();
  await key(till, 'Use password instead').tap();
  await signInByPassword(till);

  await setPin(till, '');
  await key(till, 'Remove PIN').tap();
  await expect(till.dialog.getByRole('status')).toContainText('Your PIN is removed');
  await key(till, 'Done').tap();
  await lock(till);
  await expect(till.dialog.getByLabel('Password', { exact: true })).toBeVisible();
});

test('after five wrong tries the PIN sleeps, the password wakes it; a device that forgot the person asks for it, too', async ({
  till,
  shop,
}) => {
  const cy = await shop.hire('Cy asleep', 'cashier');
  const { page } = till;
  await till.open({ email: cy.email });
  await setPin(till, PIN);
  await key(till, 'Set PIN').tap();
  await key(till, 'Done').tap();

  await lock(till);
  for (let tries = 1; tries < 5; tries += 1) {
    await touchPin(till, WRONG);
    await expect(till.dialog.getByRole('alert')).toContainText('does not work here');
    await expect(till.dialog.getByLabel(`PIN of ${cy.name}`)).toHaveValue('');
  }
  await expectAccessible(page);
  await touchPin(till, WRONG);
  await expect(till.dialog.getByRole('alert')).toContainText('your PIN sleeps');
  await expect(key(till, 'Use PIN instead')).toHaveCount(0);
  await expectAccessible(page);
  await signInByPassword(till);
  await lock(till);
  await touchPin(till, PIN);
  await seller(till, cy.name);

  const session = await page.context().cookies();
  expect(session.find(({ name }) => name === 'novapos_device')).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
  await lock(till);
  await page.context().clearCookies({ name: 'novapos_device' });
  await touchPin(till, PIN);
  await expect(till.dialog.getByRole('alert')).toContainText('does not work here');
  await key(till, 'Use password instead').tap();
  await signInByPassword(till);
  await lock(till);
  await touchPin(till, PIN);
  await seller(till, cy.name);
});
