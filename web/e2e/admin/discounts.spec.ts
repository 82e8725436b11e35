import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { expect, test } from '../support/test.ts';
import { failing } from '../support/unanswered.ts';

const before = { cashier_limit_micro: 100_000, manager_limit_micro: 500_000, reasons: ['Regular customer', 'Damaged'] };

test('how much may be taken off is set for the shop, in percent, with reasons to choose from', async ({
  page,
  shop,
}) => {
  await shop.changeDiscountSettings(before);
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/discounts');
  await expect(page.getByLabel('Cashiers, in percent')).toHaveValue('10');
  await page.getByLabel('Cashiers, in percent').fill('101');
  await expect(page.getByText('A number from 0 to 100.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Cashiers, in percent').fill('12,5');
  await page.getByLabel('Reasons to choose from').fill('Regular customer\nRegular customer');
  await expect(page.getByText('At most 20, each once and with 3 to 200 letters.')).toBeVisible();
  await page.getByLabel('Reasons to choose from').fill('Regular customer\n\n Staff ');
  await page.getByRole('link', { name: 'Orders' }).click();
  await admin.dialog.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('The changes are saved.')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Cashiers, in percent')).toHaveValue('12.5');
  await expect(page.getByLabel('Reasons to choose from')).toHaveValue('Regular customer\nStaff');

  await page.setViewportSize({ width: 320, height: 640 });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
  // The part that is shown is in sight among the others, also where they have no room.
  await page.reload();
  await expect(page.getByRole('link', { name: 'Discounts', exact: true })).toBeInViewport({ ratio: 1 });
  await shop.changeDiscountSettings(before);
});

test('limits that do not come can be asked for again', async ({ page }) => {
  const limits = /\/discounts\/settings/;
  await failing(page, limits);
  const admin = new AdminPage(page);
  await admin.open('/admin/settings/discounts');
  await expect(page.getByText('The discounts could not be loaded')).toBeVisible({ timeout: 20_000 });
  await page.unroute(limits);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('Managers, in percent')).toBeVisible();
});
