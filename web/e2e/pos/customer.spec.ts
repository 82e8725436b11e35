import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/test.ts';

test('the customer’s window shows what is sold, the total and the change', async ({ till, shop, context }) => {
  const product = await shop.makeProduct('Seen by the customer', 1230);
  const customer = await context.newPage();
  await customer.goto('/pos/customer');
  await expect(customer.getByText('Waiting for the till')).toBeVisible();
  await till.open();
  await expect(customer.getByText('Welcome')).toBeVisible();
  await till.scan(product.barcodes[0] ?? '');
  await till.scan(product.barcodes[0] ?? '');
  await expect(customer.getByRole('listitem')).toContainText([product.name]);
  await expect(customer.getByRole('status')).toContainText('€24.60');
  await expectAccessible(customer);

  await customer.reload();
  await expect(customer.getByRole('status')).toContainText('€24.60');
  await till.page.getByRole('button', { name: 'Cash €30.00 given' }).tap();
  await till.expectDone('€5.40');
  await expect(customer.getByText('Thank you!')).toBeVisible();
  await expect(customer.getByRole('status')).toContainText('€5.40');
  await till.newSale.tap();
  await expect(customer.getByText('Welcome')).toBeVisible();
});
