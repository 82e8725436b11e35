import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing, heldBack } from '../support/unanswered.ts';

const stores = /\/stores\?/;
const settings = /\/tax\/settings$/;
const rules = /\/tax\/rules$/;
const shopItself = /\/shop$/;

/** A code that no other store has. */
const code = () => `E${Date.now().toString(36).slice(-7)}`.toUpperCase();

test('the shop is renamed, and the menu says so', async ({ page, shop }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/settings');
  await expect(page).toHaveURL(/\/settings\/shop$/);
  const name = page.getByLabel('Name of the shop');
  await expect(name).not.toHaveValue('');
  const before = await name.inputValue();
  try {
    await name.fill(' ');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Enter a name.')).toBeVisible();
    await name.fill('The Corner Shop');
    await page.getByRole('link', { name: 'Orders' }).click();
    await page.getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('The changes are saved.')).toBeVisible();
    await expect(page.getByRole('complementary').getByText('The Corner Shop')).toBeVisible();
  } finally {
    await shop.rename(before);
  }
});

test('a store is opened, changed, found and taken out of use', async ({ page }) => {
  const own = code();
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/stores');
  await page.getByRole('link', { name: 'Add a store' }).click();
  await page.getByRole('button', { name: 'Add the store' }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  await expect(page.getByText('Use 1 to 8 letters and digits.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill(`Harbour ${own}`);
  await page.getByLabel('Code', { exact: true }).fill(own.toLowerCase());
  await page.getByLabel('Time zone').selectOption('Europe/Lisbon');
  await page.getByLabel('The business day ends at').fill('12:30');
  await page.getByRole('button', { name: 'Add the store' }).click();
  await expect(page.getByText('Enter a time between 00:00 and 11:59.')).toBeVisible();
  await page.getByLabel('The business day ends at').fill('03:30');
  await page.getByLabel('When the record says there is none left').selectOption('strict');
  await page.getByLabel('Header', { exact: true }).fill(`Harbour ${own}\nQuay 7`);
  await expect(page.locator('pre')).toContainText('Quay 7');
  await expect(page.locator('pre')).toContainText(`${own}1-000042`);
  await page.getByRole('button', { name: 'Add the store' }).click();
  await expect(page.getByText('The store is there.')).toBeVisible();

  await page.getByLabel('Code', { exact: true }).fill('A');
  await page.getByLabel('Name', { exact: true }).fill(`Old harbour ${own}`);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Some fields need another look.')).toBeVisible();
  await expect(page.getByText('Another store has it.')).toBeVisible();
  await page.getByLabel('Code', { exact: true }).fill(own);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes are saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue(`Old harbour ${own}`);
  await expect(page.getByLabel('The business day ends at')).toHaveValue('03:30');
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Lisbon');

  await page.getByRole('link', { name: 'Registers of this store' }).click();
  await page.getByRole('button', { name: 'Clear filters' }).waitFor();
  await page.getByRole('button', { name: 'Add a register' }).first().click();
  await admin.dialog.getByRole('button', { name: 'Add the register' }).click();
  await expect(admin.dialog.getByText('Enter a name.')).toBeVisible();
  await admin.dialog.getByLabel('Name').fill('Till 1');
  await admin.dialog.getByLabel('Code').fill('1');
  await admin.dialog.getByRole('button', { name: 'Add the register' }).click();
  await expect(page.getByRole('cell', { name: `${own}1` })).toBeVisible();
  await page.getByRole('button', { name: 'Rename Till 1' }).click();
  await admin.dialog.getByLabel('Name').fill('Quay till');
  await admin.dialog.getByLabel('Name').press('Enter');
  await expect(page.getByRole('cell', { name: 'Quay till', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Take Quay till out of use' }).click();
  await expect(page.getByText('“Quay till” is out of use.')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('“Quay till” is in use.')).toBeVisible();
  await page.getByRole('button', { name: 'Take Quay till out of use' }).click();

  await page.getByRole('link', { name: 'Stores', exact: true }).click();
  await page.getByLabel('Search', { exact: true }).fill(own);
  await page.getByRole('link', { name: `Old harbour ${own}` }).click();
  await page.getByRole('button', { name: 'Take out of use' }).click();
  await expect(page.getByText('is out of use.')).toBeVisible();
  await expect(page.getByText('Not in use', { exact: true })).toBeVisible();
});

test('a receipt begins as its preview showed', async ({ page, shop }) => {
  const store = await shop.store(demo.store);
  const product = await shop.makeProduct('On the receipt', 100);
  const admin = new AdminPage(page);
  await admin.open(`/admin/settings/stores/${store.id}`);
  try {
    await page
      .getByLabel('Header')
      .fill('Market Square Groceries Ltd\n\n  An address that is rather longer than any receipt is wide, 1\nVAT 1234');
    await expect(page.locator('pre')).toContainText('Thank you!');
    await page.getByLabel('Language of receipts').selectOption('Deutsch');
    await expect(page.locator('pre')).toContainText('Vielen Dank!');
    await page.getByLabel('Footer').fill('Open 8 to 20');
    const preview = (await page.locator('pre').textContent()) ?? '';
    expect(preview).toContain('Bedient von');
    expect(preview.split('\n').at(-1)?.trim()).toBe('Open 8 to 20');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('The changes are saved.')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Footer')).toHaveValue('Open 8 to 20');
    const head = (text: string) => text.split('\n').slice(0, 6);
    // The tills' services keep the directory for some seconds.
    await expect
      .poll(
        async () => {
          const order = await shop.sell(await shop.register(store), [{ product, quantity_milli: 1000 }]);
          const receipt = await shop.receipt(order);
          return receipt.includes('Bedient von') && head(receipt).slice(0, 5);
        },
        { timeout: 20_000 },
      )
      .toEqual(head(preview).slice(0, 5));
  } finally {
    await shop.changeStore(store, { receipt_header: store.receipt_header, receipt_footer: '', receipt_language: 'en' });
  }
});

test('what the lists are narrowed to and ordered by is in the address', async ({ page }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/stores?state=on');
  const names = page.getByRole('region', { name: 'Stores' }).getByRole('link');
  await expect(names.first()).toBeVisible();
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL(/descending=true/);
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'descending');
  const all = await names.allTextContents();
  expect(all).toEqual([...all].sort((one, other) => other.localeCompare(one, undefined, { numeric: true })));
  await page.getByLabel('Search', { exact: true }).fill('no such store');
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/stores$/);

  await page.getByRole('link', { name: 'Registers', exact: true }).click();
  await page.getByLabel('Store', { exact: true }).selectOption(demo.strictStore);
  await expect(page).toHaveURL(/store_id=/);
  await page.getByRole('button', { name: 'Series' }).click();
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Series' })).toHaveAttribute('aria-sort', 'descending');
});

test('how prices are meant is changed, and put back', async ({ page, shop }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/tax');
  await expect(page.getByLabel('Tax is rounded')).toBeVisible();
  const before = {
    prices_include_tax: (await page.getByLabel('The prices that you enter').inputValue()) === 'yes',
    rounding: await page.getByLabel('Tax is rounded').inputValue(),
    cash_rounding: null,
  };
  try {
    await page.getByLabel('Cash is rounded').selectOption({ label: 'To €0.05' });
    await page.getByLabel('Exactly half a coin').selectOption('down');
    await page.getByRole('link', { name: 'Add a tax rule' }).click();
    await page.getByRole('button', { name: 'Stay here' }).click();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('The changes are saved.')).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Exactly half a coin')).toHaveValue('down');
    await page.getByLabel('Cash is rounded').selectOption({ label: 'Not at all' });
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await expect(page.getByLabel('Exactly half a coin')).toHaveValue('down');
  } finally {
    await shop.changeTaxSettings(before);
  }
});

test('a tax rule is added, with what is wrong said first', async ({ page }) => {
  const category = `e2e_${Date.now()}`;
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/tax');
  await page.getByRole('link', { name: 'Add a tax rule' }).click();
  await page.getByLabel('Tax category').fill('Two words');
  await page.getByLabel('First day').fill('2030-01-01');
  await page.getByLabel('No longer from').fill('2030-01-01');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await expect(page.getByText('Use 1 to 40 small letters, digits, _ and -.')).toBeVisible();
  await page.getByLabel('Tax category').fill(category);
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await expect(page.getByText('It must be later than the first day.')).toBeVisible();
  await expect(page.getByText('Enter a name of 1 to 60 characters, such as VAT.')).toBeVisible();
  await page.getByLabel('No longer from').fill('2031-01-01');
  await page.getByLabel('Name', { exact: true }).fill('State tax');
  await page.getByLabel('Percent').fill('8,875');
  await page.getByRole('button', { name: 'Add a rate' }).click();
  await page.getByLabel('Name', { exact: true }).nth(1).fill('City tax');
  await page.getByLabel('Percent').nth(1).fill('1');
  await page.getByLabel('Charged on').nth(1).selectOption('yes');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await expect(page.getByText('The rule is added.')).toBeVisible();
  await page.getByLabel('Search', { exact: true }).fill(category);
  const row = page.getByRole('row', { name: category });
  await expect(row).toContainText('State tax 8.875% + City tax 1% on top');
  await expect(row).toContainText('The whole shop');
  await expect(row).toContainText('Later');
  await page.getByLabel('State', { exact: true }).selectOption('over');
  await expect(page.getByText('Nothing matches')).toBeVisible();

  await page.goto('/admin/settings/tax/new');
  await page.getByLabel('Tax category').fill(category);
  await page.getByLabel('First day').fill('2030-01-01');
  await page.getByRole('combobox', { name: 'Tax', exact: true }).selectOption('exempt');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByLabel('First day').fill('2031-01-01');
  await page.getByRole('button', { name: 'Add the rule' }).click();
  await expect(page.getByText('The rule is added.')).toBeVisible();
});

test('an administrator of one store changes that one alone', async ({ page, shop }) => {
  const [own, other] = [await shop.store(demo.strictStore), await shop.store(demo.store)];
  const local = await shop.hire('Local admin', 'admin', own);
  const admin = new AdminPage(page);
  await admin.open('/admin/settings', local.email);
  await expect(page).toHaveURL(/\/settings\/stores$/);
  await expect(page.getByRole('link', { name: 'Shop', exact: true })).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Add a store' })).toHaveCount(0);
  await page.getByRole('link', { name: own.name }).click();
  await expect(page.getByLabel('Name', { exact: true })).toBeEnabled();
  await page.goto(`/admin/settings/stores/${other.id}`);
  await expect(page.getByText('This store is not here any more')).toBeVisible();
  await page.goto('/admin/settings/shop');
  await expect(page.getByText('Not for your role')).toBeVisible();
  await page.goto('/admin/settings/tax');
  await expect(page.getByText('These hold for every store')).toBeVisible();
  await expect(page.getByLabel('Tax is rounded')).toBeDisabled();
});

test('pages that are slow, empty, or do not come', async ({ page }) => {
  const answer = await heldBack(page, stores);
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/stores');
  await expect(page.getByRole('region', { name: 'Stores' }).locator('tbody tr')).toHaveCount(8);
  await answer({ items: [], next_cursor: null });
  await expect(page.getByText('No stores yet')).toBeVisible();
  await page.unroute(stores);

  await failing(page, stores);
  for (const [address, text] of [
    ['stores', 'The stores can’t be shown'],
    ['stores/new', 'This store can’t be shown'],
    ['registers', 'The registers can’t be shown'],
    ['tax', 'The tax settings can’t be shown'],
    ['tax/new', 'The tax settings can’t be shown'],
  ] as const) {
    await page.goto(`/admin/settings/${address}`);
    await expect(page.getByText(text)).toBeVisible();
  }
  await page.unroute(stores);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Tax category')).toBeVisible();

  const noRegisters = /\/registers\?/;
  await page.route(noRegisters, (route) => route.fulfill({ json: { items: [], next_cursor: null } }));
  await page.goto('/admin/settings/registers');
  await expect(page.getByText('No registers yet')).toBeVisible();

  await failing(page, shopItself);
  await page.goto('/admin/settings/shop');
  await expect(page.getByText('The shop’s settings can’t be shown')).toBeVisible();
  await page.unroute(shopItself);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Name of the shop')).toBeVisible();

  await failing(page, settings);
  await failing(page, rules);
  await page.goto('/admin/settings/tax');
  await expect(page.getByText('The tax settings can’t be shown')).toBeVisible();
  await expect(page.getByText('The tax rules can’t be shown')).toBeVisible();
  await page.unroute(rules);
  await page.route(rules, (route) => route.fulfill({ json: { items: [], next_cursor: null } }));
  await page.getByRole('button', { name: 'Try again' }).last().click();
  await expect(page.getByText('No tax rules yet')).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the settings are accessible, ${colorScheme}`, async ({ page, shop }) => {
    const store = await shop.store(demo.store);
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open('/admin/settings/shop');
    await page.getByLabel('Name of the shop').fill('');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.goto('/admin/settings/stores');
    await page.getByRole('link', { name: store.name }).waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: store.name }).click();
    await page.getByLabel('Name', { exact: true }).fill('Other');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.goto('/admin/settings/stores/new');
    await page.getByRole('button', { name: 'Add the store' }).click();
    await expectAccessible(page);
    await page.goto('/admin/settings/registers');
    await page.getByRole('button', { name: 'Add a register' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expectAccessible(page);
  });

  test(`the settings of taxes are accessible, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open('/admin/settings/tax');
    await page.getByRole('region', { name: 'Tax rules' }).getByRole('cell').first().waitFor();
    await expectAccessible(page);
    await page.goto('/admin/settings/tax/new');
    await page.getByRole('button', { name: 'Add the rule' }).click();
    await expectAccessible(page);
  });
}

test('on a narrow screen no page of the settings scrolls sideways', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const store = await shop.store(demo.store);
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/shop');
  await page.getByLabel('Name of the shop').waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  for (const [path, text] of [
    ['stores', store.name],
    [`stores/${store.id}`, 'So a receipt begins and ends'],
    ['stores/new', 'So a receipt begins and ends'],
    ['registers', 'Series'],
    ['tax', 'Category'],
    ['tax/new', 'Add a rate'],
  ] as const) {
    await page.goto(`/admin/settings/${path}`);
    await page.getByText(text).first().waitFor();
    expect(await overhang(page), path).toBeLessThanOrEqual(0);
  }
});
