import { readFile } from 'node:fs/promises';
import type { Locator } from '@playwright/test';
import { AdminPage } from '../support/admin-page.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing } from '../support/unanswered.ts';

/** What a press of the button brings: its name without the day, and its lines. */
async function exported(button: Locator): Promise<{ name: string; lines: string[] }> {
  const coming = button.page().waitForEvent('download');
  await button.click();
  const file = await coming;
  const text = await readFile(await file.path(), 'utf8');
  return { name: file.suggestedFilename().replace(/-\d{4}-\d\d-\d\d\.csv$/, ''), lines: text.trimEnd().split('\r\n') };
}

test('lists of which the API has no file come as one that the portal writes, with the filters of the page', async ({
  page,
  shop,
}) => {
  const store = await shop.store(demo.store);
  const product = await shop.makeProduct('=Sum', 300);
  await shop.receive(product, store, 7);
  await shop.correctStock(product, store, -2);
  const count = await shop.beginCount(store, product);
  const import_id = await shop.readImport(`sku,name,price,tax_category\n${product.sku}-X,"No ""price""",,standard\n`);
  const admin = new AdminPage(page);
  const button = page.getByRole('button', { name: 'Export', exact: true });

  await admin.open(`/admin/stock/${product.id}`);
  const moves = await exported(button);
  expect(moves.name).toBe('stock-moves');
  expect(moves.lines[0]).toBe('at,kind,bucket,quantity,place,by,reason,note,document_id');
  expect(moves.lines.slice(1).map((line) => line.split(',').slice(1, 5))).toEqual([
    ['adjustment', 'shelf', '-2.000', demo.store],
    ['receipt', 'shelf', '7.000', demo.store],
  ]);

  await page.goto(`/admin/stock/counts/${count}`);
  const lines = await exported(button);
  expect(lines.lines[0]).toBe('sku,name,unit,counted,on_record,variance,counted_at,product_id');
  // A spreadsheet does not calculate with a name, and a blind count does not tell.
  expect(lines.lines[1]).toBe(`${product.sku},'${product.name},piece,,,,,${product.id}`);

  await page.goto('/admin/stock/counts?state=counting');
  const counts = await exported(button);
  expect(counts.lines.find((line) => line.includes(count))).toContain(`${demo.store},cycle,counting,1,0,`);
  await page.goto('/admin/stock/counts?state=approved');
  expect((await exported(button)).lines.join()).not.toContain(count);

  await page.goto('/admin/products/import');
  expect((await exported(button)).lines.find((line) => line.includes(import_id))).toMatch(/,checked,1,0,0,0,1,/);
  await page.goto(`/admin/products/import/${import_id}`);
  const refused = await exported(button);
  expect(refused.name).toBe('refused-rows');
  expect(refused.lines[1]).toMatch(/^2,price,/);

  for (const [path, name, header] of [
    ['/admin/products/families', 'families', 'name,options,variants,family_id'],
    ['/admin/settings/stores', 'stores', 'name,code,time_zone,currency,active,store_id'],
    ['/admin/settings/registers', 'registers', 'series,name,store,active,register_id'],
    ['/admin/settings/tax', 'tax-rules', 'category,rates,where,from,until,rule_id'],
    ['/admin/cash/safe', 'deposits', 'reference,at,by,amount,currency,deposit_id'],
  ] as const) {
    await page.goto(path);
    const file = await exported(button);
    expect([file.name, file.lines[0]]).toEqual([name, header]);
  }

  await page.goto('/admin/products/families');
  await expect(button).toBeEnabled();
  await failing(page, /\/families\?/);
  await button.click();
  await expect(page.getByRole('alert').filter({ hasText: 'The export did not come' })).toBeVisible();
});

test('the table within a document comes as a file of its own', async ({ page, shop }) => {
  const [here, there] = [await shop.store(demo.store), await shop.store(demo.strictStore)];
  const product = await shop.makeProduct('=Within', 300);
  await shop.receive(product, here, 7);
  const transfer = await shop.sendGoods(product, here, there, 3);
  const order = await shop.sell(await shop.newRegister(here), [{ product, quantity_milli: 2000 }]);
  const admin = new AdminPage(page);
  const button = page.getByRole('button', { name: 'Export', exact: true });

  await admin.open(`/admin/stock/transfers/${transfer}`);
  const sent = await exported(button);
  expect(sent.name).toBe('transfer');
  expect(sent.lines.slice(1)).toEqual([`${product.sku},'${product.name},piece,3.000,0.000,0.000,3.000,${product.id}`]);

  await page.goto(`/admin/orders/${order.id}`);
  const sold = await exported(button);
  expect(sold.name).toBe(`order-${order.receipt_label}`);
  expect(sold.lines[1]).toMatch(
    new RegExp(`^'${product.name},2\\.000,piece,3\\.00,1\\.000,.*,6\\.00,EUR,${product.id}$`),
  );

  await page.goto('/admin/products/families');
  await page.getByRole('region', { name: 'Families' }).getByRole('link').first().click();
  const rows = page.getByRole('region', { name: 'Variants' }).locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const variants = await exported(button);
  expect(variants.lines).toHaveLength(1 + (await rows.count()));
});
