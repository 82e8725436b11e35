import { expect, test } from '../support/test.ts';

test('a scan counts on every screen, and leaves what was typed alone', async ({ till, shop }) => {
  const product = await shop.makeProduct('Scanned', 199);
  const [code = ''] = product.barcodes;
  await till.open();

  await till.scan(code);
  await expect(till.line(product.name)).toContainText('€1.99');

  await till.search.fill('butter');
  await till.search.focus();
  await till.scan(code);
  await expect(till.search).toHaveValue('butter');
  await expect(till.line(product.name)).toContainText('€3.98');

  await till.page.getByRole('button', { name: 'Other amount' }).tap();
  await expect(till.dialog.getByRole('textbox')).toBeFocused();
  await till.scan(code);
  await expect(till.dialog.getByRole('textbox')).toHaveValue('€0.00');
  await till.page.keyboard.press('Escape');
  await expect(till.line(product.name)).toContainText('€5.97');

  await till.exact.tap();
  await till.expectDone('€0.00');
  await till.page.getByRole('button', { name: 'Show receipt' }).tap();
  await till.scan(code);
  await expect(till.line(product.name)).toContainText('€1.99');

  await till.page.getByRole('button', { name: 'Sales', exact: true }).tap();
  await till.page.getByRole('heading', { name: 'Sales today' }).waitFor();
  await till.scan(code);
  await expect(till.line(product.name)).toContainText('€3.98');
});

test('ten scans in a row are ten pieces', async ({ till, shop }) => {
  const product = await shop.makeProduct('Many scans', 50);
  await till.open();
  for (let count = 0; count < 10; count += 1) await till.scan(product.barcodes[0] ?? '');
  await expect(till.line(product.name)).toContainText('€5.00');
});

test('scans during the sending of a sale wait for the next one', async ({ till, shop }) => {
  const product = await shop.makeProduct('While sending', 120);
  await till.open();
  await till.scan(product.barcodes[0] ?? '');
  let scanned = () => undefined as unknown;
  const bothScanned = new Promise<void>((resolve) => {
    scanned = () => resolve();
  });
  await till.page.route('**/orders', async (route) => {
    await bothScanned;
    await route.continue();
  });
  await till.exact.tap();
  await till.scan(product.barcodes[0] ?? '');
  await till.scan(product.barcodes[0] ?? '');
  scanned();
  await expect(till.line(product.name)).toContainText('€2.40');
});

test('a scan of goods that are weighed asks how much; scans meanwhile wait', async ({ till, shop }) => {
  const [apples, bread] = [
    await shop.makeProduct('Weighed', 299, 'kilogram'),
    await shop.makeProduct('Not weighed', 150),
  ];
  await till.open();
  await till.scan(apples.barcodes[0] ?? '');
  await expect(till.dialog.getByRole('heading', { name: apples.name })).toBeVisible();
  await till.scan(bread.barcodes[0] ?? '');
  for (const digit of ['5', '00']) await till.dialog.getByRole('button', { name: digit, exact: true }).tap();
  await till.dialog.getByRole('button', { name: 'Set the quantity' }).tap();
  await expect(till.line(apples.name)).toContainText('0.500');
  await expect(till.line(apples.name)).toContainText('€1.50');
  await expect(till.line(bread.name)).toContainText('€1.50');
});

test('an unknown code is said, and can be searched', async ({ till }) => {
  await till.open();
  await till.scan('9999999999994');
  const notice = till.page.getByRole('alert');
  await expect(notice).toContainText('9999999999994');
  await notice.getByRole('button', { name: 'Search' }).tap();
  await expect(till.search).toHaveValue('9999999999994');
  await expect(till.page.getByText('Nothing matches')).toBeVisible();
});
