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

test('unknown codes of the day are kept, counted and searched', async ({ till }) => {
  const { page } = till;
  await till.open();
  for (const code of ['9999999999970', '9999999999987', '9999999999970']) await till.scan(code);
  await page.reload();
  await page.getByRole('button', { name: '2 unknown codes' }).tap();
  await expect(till.dialog.getByRole('listitem')).toContainText([/9999999999970.*2 times/, /9999999999987.*once/]);
  await till.dialog.getByRole('button', { name: 'Take 9999999999987 off the list' }).tap();
  await expect(till.dialog.getByRole('listitem')).toHaveCount(1);
  await till.dialog.getByRole('button', { name: 'Search for 9999999999970' }).tap();
  await expect(till.search).toHaveValue('9999999999970');
  await expect(page.getByRole('button', { name: '1 unknown code' })).toBeVisible();
});

test('forty scans at twenty a second and misses between: none is lost, none is merged', async ({ till, shop }) => {
  const products = [];
  for (let count = 0; count < 10; count += 1) products.push(await shop.makeProduct(`Fast ${count}`, 100 + count));
  await till.open();
  for (let round = 0; round < 4; round += 1) {
    for (const product of products) {
      const next = new Promise((resolve) => setTimeout(resolve, 50));
      await Promise.all([till.scan(product.barcodes[0] ?? ''), next]);
    }
    const next = new Promise((resolve) => setTimeout(resolve, 50));
    await Promise.all([till.scan(`999999999990${round}`), next]);
  }
  await expect(till.page.getByRole('button', { name: '4 unknown codes' })).toBeVisible();
  await expect(till.cart.getByText('40 items').first()).toBeVisible();
  for (const product of products) {
    await expect(till.line(product.name).getByRole('button', { name: /^Quantity of/ })).toHaveText('4');
  }
  expect(await till.total()).toBe(4 * products.reduce((sum, _, count) => sum + 100 + count, 0));
});

test('scans before the goods are there are counted when they are', async ({ till, shop }) => {
  const [first, second] = [await shop.makeProduct('Early', 130), await shop.makeProduct('Early, too', 170)];
  let arrive = () => undefined as unknown;
  const arrived = new Promise<void>((resolve) => {
    arrive = () => resolve();
  });
  await till.page.route('**/catalog/changes*', async (route) => {
    await arrived;
    await route.continue();
  });
  await till.open();
  for (const product of [first, second, first]) await till.scan(product.barcodes[0] ?? '');
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();
  arrive();
  await expect(till.line(first.name)).toContainText('€2.60');
  await expect(till.line(second.name)).toContainText('€1.70');
});
