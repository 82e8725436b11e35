import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test('one thing for exact cash is two touches, and the till’s total is the server’s', async ({ till, shop }) => {
  const product = await shop.makeProduct('Two touches', 1230);
  const register = await shop.register(await shop.store(demo.store));
  const quote = await shop.compute(register, [{ product, quantity_milli: 1000 }]);
  await till.open();
  await till.touch(product.name);
  expect(await till.total()).toBe(quote.total_minor);
  await till.exact.tap();

  const label = await till.expectDone('€0.00');
  const [order] = await shop.orders(register);
  expect(order).toMatchObject({ receipt_label: label, total_minor: quote.total_minor });
});

test('three goods by scan and by touch, one of them weighed: the till’s total is the server’s', async ({
  till,
  shop,
}) => {
  const scanned = await shop.makeProduct('By scan', 189);
  const touched = await shop.makeProduct('By touch', 349);
  const weighed = await shop.makeProduct('By weight', 299, 'kilogram');
  const register = await shop.register(await shop.store(demo.store));
  const quote = await shop.compute(register, [
    { product: scanned, quantity_milli: 2000 },
    { product: touched, quantity_milli: 1000 },
    { product: weighed, quantity_milli: 455 },
  ]);
  await till.open();
  for (let count = 0; count < 2; count += 1) await till.scan(scanned.barcodes[0] ?? '');
  await till.touch(touched.name);
  await till.touch(weighed.name);
  await expect(till.dialog.getByRole('textbox')).toBeFocused();
  await till.type('455');

  await expect(till.line(weighed.name)).toContainText('0.455');
  expect(await till.total()).toBe(quote.total_minor);
  await till.page.getByRole('button', { name: 'Cash €10.00 given' }).tap();
  const label = await till.expectDone(`€${((1000 - quote.total_minor) / 100).toFixed(2)}`);
  const [order] = await shop.orders(register);
  expect(order).toMatchObject({ receipt_label: label, total_minor: quote.total_minor });
});

test('a note gives change, shown large, and the receipt is there', async ({ till, shop }) => {
  const product = await shop.makeProduct('With change', 1230);
  await till.open();
  await till.search.fill(product.sku);
  await till.search.press('Enter');
  await till.page.getByRole('button', { name: 'Cash €20.00 given' }).tap();

  const label = await till.expectDone('€7.70');
  const size = await till.cart
    .getByText('€7.70')
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(72);

  await till.page.getByRole('button', { name: 'Show receipt' }).tap();
  await expect(till.dialog.getByText(label, { exact: false }).first()).toBeVisible();
  await expect(till.dialog.locator('pre')).toContainText('Change');
  await till.page.keyboard.press('Escape');
  await till.newSale.tap();
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();
});

test('any other amount is typed on the keypad', async ({ till, shop }) => {
  const product = await shop.makeProduct('Typed amount', 999);
  await till.open();
  await till.touch(product.name);
  await till.page.getByRole('button', { name: 'Other amount' }).tap();
  await expect(till.dialog.getByRole('textbox')).toBeFocused();
  await till.type('900');
  await expect(till.dialog.getByText('€0.99 is missing')).toBeVisible();
  await expect(till.dialog.getByRole('button', { name: 'Take €9.00' })).toBeDisabled();
  for (const key of ['Clear', '1', '2', '00']) await till.dialog.getByRole('button', { name: key, exact: true }).tap();
  await till.dialog.getByRole('button', { name: 'Take €12.00' }).tap();
  await till.expectDone('€2.01');
});

test('quantity, removal with undo, and a cart that is cleared only after a question', async ({ till, shop }) => {
  const [first, second] = [await shop.makeProduct('Quantity', 250), await shop.makeProduct('Removed', 100)];
  await till.open();
  for (const product of [first, second]) {
    await till.search.fill(product.sku);
    await till.search.press('Enter');
  }
  await till
    .line(first.name)
    .getByRole('button', { name: /^One more/ })
    .tap();
  await expect.poll(() => till.total()).toBe(600);

  await till
    .line(first.name)
    .getByRole('button', { name: /^Quantity of/ })
    .tap();
  await expect(till.dialog.getByRole('textbox')).toBeFocused();
  await till.type('12');
  await expect(till.line(first.name)).toContainText('€30.00');

  await till
    .line(second.name)
    .getByRole('button', { name: /^Remove/ })
    .tap();
  await expect(till.line(second.name)).toHaveCount(0);
  await till.page.getByRole('button', { name: 'Undo' }).tap();
  await expect(till.line(second.name)).toBeVisible();

  await till.page.getByRole('button', { name: 'Clear', exact: true }).tap();
  await till.page.getByRole('button', { name: 'Keep it' }).tap();
  await expect(till.line(first.name)).toBeVisible();
  await till.page.getByRole('button', { name: 'Clear', exact: true }).tap();
  await till.page.getByRole('button', { name: 'Clear the sale' }).tap();
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();
});

test('what is typed while the goods before are looked up stays in the search', async ({ till, shop }) => {
  const [first, second] = [await shop.makeProduct('Typed first', 150), await shop.makeProduct('Typed next', 250)];
  await till.open();
  await till.search.focus();
  await till.search.evaluate(
    (field: HTMLInputElement, [one, next]) => {
      const type = (text: string | undefined) => {
        Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
        field.dispatchEvent(new Event('input', { bubbles: true }));
      };
      type(one);
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      type(next);
    },
    [first.sku, second.sku],
  );
  await expect(till.line(first.name)).toBeVisible();
  await expect(till.search).toHaveValue(second.sku);
  await till.search.press('Enter');
  await expect(till.line(second.name)).toBeVisible();
  await expect(till.search).toHaveValue('');
});

test('a cash sale is its scans and one touch', async ({ till, shop }) => {
  const products = [await shop.makeProduct('Scan one', 100), await shop.makeProduct('Scan two', 250)];
  await till.open();
  const touches = await till.countTouches();
  for (const product of products) await till.scan(product.barcodes[0] ?? '');
  await expect(till.line(products[1]?.name ?? '')).toBeVisible();
  await till.exact.tap();
  await till.expectDone('€0.00');
  // The next scan begins the next sale.
  await till.scan(products[0]?.barcodes[0] ?? '');
  await expect(till.line(products[0]?.name ?? '')).toBeVisible();
  expect(await touches()).toBe(1);
});

test('the whole sale by keyboard: search, quantity, removal, change, and the next one', async ({ till, shop }) => {
  const [kept, removed] = [await shop.makeProduct('Keyboard only', 480), await shop.makeProduct('Keyboard, too', 120)];
  const { page } = till;
  await till.open();
  const touches = await till.countTouches();
  await page.keyboard.press('?');
  await expect(till.dialog).toContainText('Exact cash');
  await page.keyboard.press('Escape');

  for (const product of [removed, kept]) {
    await page.keyboard.press('F2');
    await till.type(product.name);
    await expect(till.line(product.name)).toBeVisible();
  }
  await page.keyboard.press('F3');
  await expect(till.dialog.getByRole('textbox')).toBeFocused();
  await till.type('3');
  await expect(till.line(kept.name)).toContainText('€14.40');
  const remove = till.line(removed.name).getByRole('button', { name: /^Remove/ });
  for (let tabs = 0; tabs < 60 && !(await remove.evaluate((it) => it === document.activeElement)); tabs += 1) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Delete');
  await expect(till.line(removed.name)).toHaveCount(0);

  await page.keyboard.press('F10');
  await expect(till.dialog.getByRole('textbox')).toBeFocused();
  await till.type('2000');
  await till.expectDone('€5.60');
  await page.keyboard.press('Enter');
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();
  await page.keyboard.press('F2');
  await till.type(removed.name);
  await expect(till.line(removed.name)).toBeVisible();
  await page.keyboard.press('F9');
  await till.expectDone('€0.00');
  expect(await touches()).toBe(0);
});

test('on a phone the sale is a sheet over the goods', async ({ till, shop }) => {
  await till.page.setViewportSize({ width: 390, height: 844 });
  const product = await shop.makeProduct('Phone sale', 350);
  await till.open();
  await till.touch(product.name);
  await till.page.getByRole('button', { name: /1 item/ }).tap();
  await till.exact.tap();
  await till.expectDone('€0.00');
  await till.newSale.tap();
  await expect(till.search).toBeVisible();
});

test('the sales of the day, each with its receipt', async ({ till, shop }) => {
  const product = await shop.makeProduct('Listed sale', 175);
  await till.open();
  await till.touch(product.name);
  await till.exact.tap();
  const label = await till.expectDone('€0.00');
  await till.page.getByRole('button', { name: 'Sales', exact: true }).tap();
  await till.page.getByRole('button', { name: label }).tap();
  await expect(till.page.locator('pre')).toContainText(product.name.slice(0, 20));
  await till.page.goBack();
  await expect(till.search).toBeVisible();
});
