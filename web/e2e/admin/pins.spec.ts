import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

test('a PIN is set and removed in one’s own account, with the password; a manager takes a colleague’s away and sees none', async ({
  page,
  shop,
}) => {
  const person = await shop.hire(`Pia ${Date.now()}`, 'cashier');
  const admin = new AdminPage(page);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const fillIn = async (password: string, pin: string) => {
    await page.getByLabel('Your password').fill(password);
    await page.getByLabel('New PIN').fill(pin);
  };
  await admin.signIn('/admin/account', person.email);
  await page.getByLabel('New PIN').waitFor();
  await press('Set the PIN');
  await expect(page.getByText('Enter your password.')).toBeVisible();
  await expect(page.getByText('A PIN has 4 to 6 digits.')).toBeVisible();
  await fillIn(demo.password, '4321');
  await press('Set the PIN');
  await expect(page.getByRole('alert')).toContainText('too easy to guess');
  await fillIn('not the password', '2580');
  await press('Set the PIN');
  await expect(page.getByRole('alert')).toContainText('password is not right');
  await fillIn(demo.password, '2580');
  await press('Set the PIN');
  await expect(page.getByText('Your PIN is set.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Your password').fill(demo.password);
  await press('Remove the PIN');
  await expect(page.getByText('Your PIN is removed.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Remove the PIN' })).toHaveCount(0);
  await fillIn(demo.password, '2580');
  await press('Set the PIN');
  await expect(page.getByText('Your PIN is set.')).toBeVisible();
  await admin.signOut();

  await admin.signIn(`/admin/users/${person.id}`);
  await press('Remove the PIN');
  await expect(page.getByText('The PIN is removed.')).toBeVisible();
  await expect(page.getByText('They have none.')).toBeVisible();
  await expectAccessible(page);
});
