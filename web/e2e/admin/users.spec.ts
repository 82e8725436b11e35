import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/accessible.ts';
import { AdminPage } from '../support/admin-page.ts';
import { overhang } from '../support/overhang.ts';
import { demo } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';
import { failing, heldBack } from '../support/unanswered.ts';

const list = /\/users\?/;
const oneUser = /\/users\/[0-9a-f-]{36}$/;

const unique = (name: string) => `${name} ${Date.now()}${Math.floor(Math.random() * 1000)}`.slice(0, 40);

/** The link that a dialog shows once. */
async function linkOf(page: Page): Promise<string> {
  const link = await page.getByLabel('Link', { exact: true }).inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  return link;
}

async function openUser(page: Page, email: string): Promise<void> {
  await page.getByLabel('Search', { exact: true }).fill(email);
  await expect(page).toHaveURL(/query=/);
  await page.getByRole('row', { name: email }).getByRole('link').click();
}

test('somebody is invited, joins by the link, and sells', async ({ page, browser }) => {
  const [name, email] = [unique('Ana'), `ana-${Date.now()}@example.com`];
  const admin = new AdminPage(page);
  await admin.open('/admin/users');
  await page.getByRole('link', { name: 'Invite somebody' }).click();
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  await expect(page.getByText('Enter a name.')).toBeVisible();
  await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Store', { exact: true }).selectOption(demo.store);
  await page.getByRole('button', { name: 'Make the invitation' }).click();
  await expect(admin.dialog).toContainText('It is shown only now');
  const link = await linkOf(page);
  await expect(page.getByRole('heading', { name })).toBeVisible();
  await expect(page.getByText('Invited', { exact: true })).toBeVisible();
  await expect(page.getByText(/Good until/)).toBeVisible();

  const theirs = await browser.newContext({ locale: 'en-IE' });
  const phone = await theirs.newPage();
  const asked: string[] = [];
  phone.on('request', (request) => asked.push(request.url()));
  await phone.goto(link);
  await phone.getByLabel('Password', { exact: true }).fill('short');
  await phone.getByRole('button', { name: 'Save the password' }).click();
  await expect(phone.getByText('Use at least 10 characters.')).toBeVisible();
  await phone.getByLabel('Password', { exact: true }).fill('password1234');
  await phone.getByRole('button', { name: 'Save the password' }).click();
  await expect(phone.getByRole('alert')).toContainText('too easy to guess');
  await phone.getByLabel('Password', { exact: true }).fill('three unlike cats');
  await phone.getByRole('button', { name: 'Save the password' }).click();
  await expect(phone.getByText(`the shop code “${demo.shop_code}”`)).toBeVisible();
  const token = new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? 'none';
  expect(asked.filter((url) => url.split('#')[0]?.includes(token))).toEqual([]);
  const opening = theirs.waitForEvent('page');
  await phone.getByRole('link', { name: 'Open the till' }).click({ modifiers: ['ControlOrMeta'] });
  const till = await opening;
  await expect(till.getByLabel('Shop code')).toHaveValue(demo.shop_code);
  await expect(till.getByLabel('E-mail')).toHaveValue(email);
  await expect(till.getByLabel('Password', { exact: true })).toBeFocused();
  await expect(till).toHaveURL(/\/pos\/$/);
  await till.keyboard.type('three unlike cats');
  await till.keyboard.press('Enter');
  await expect(till.getByRole('region', { name: demo.store })).toBeVisible();
  await till.close();
  await phone.getByRole('link', { name: 'Open the admin portal' }).click();
  await expect(phone.getByLabel('Shop code')).toHaveValue(demo.shop_code);
  await expect(phone.getByLabel('E-mail')).toHaveValue(email);
  await expect(phone).toHaveURL(/\/admin\/sign-in[^#]*$/);
  await phone.getByLabel('Password', { exact: true }).fill('three unlike cats');
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(phone.getByRole('heading', { name: 'Orders' })).toBeVisible();
  await phone.goto(link);
  await phone.getByLabel('Password', { exact: true }).fill('another three cats');
  await phone.getByRole('button', { name: 'Save the password' }).click();
  await expect(phone.getByRole('alert')).toContainText('Ask for a new one.');
  await theirs.close();

  await page.reload();
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await expect(page.getByText(`Admin portal`, { exact: true })).toBeVisible();
});

test('a list of pending invitations, one made anew and one cancelled', async ({ page, shop }) => {
  const user = await shop.invite(unique('Pending'), 'cashier');
  const admin = new AdminPage(page);
  await admin.open('/admin/users?status=invited');
  await openUser(page, user.email);
  await page.getByRole('button', { name: 'Make a new link' }).click();
  const first = await linkOf(page);
  await page.getByRole('button', { name: 'Make a new link' }).click();
  expect(await linkOf(page)).not.toBe(first);
  await page.getByRole('button', { name: 'Cancel the invitation' }).click();
  await expect(page.getByText('Switched off', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('The invitation has run out. Make a new one.')).toBeVisible();
});

test('roles are given for a store and taken back, and who has them signs in anew', async ({ page, shop }) => {
  const person = await shop.hire(unique('Robin'), 'cashier');
  const session = await shop.signIn(person);
  const admin = new AdminPage(page);
  await admin.open(`/admin/users/${person.id}`);
  await page.getByRole('button', { name: 'Add a role' }).click();
  await page.getByRole('button', { name: 'Save roles' }).click();
  await expect(page.getByText('The same role stands here twice.')).toBeVisible();
  await page.getByLabel('Role', { exact: true }).nth(1).selectOption('Manager');
  await page.getByLabel('Store', { exact: true }).nth(1).selectOption(demo.store);
  expect(await session.isOpen()).toBe(true);
  await page.getByRole('button', { name: 'Save roles' }).click();
  await expect(page.getByText('The roles are saved.')).toBeVisible();
  expect(await session.isOpen()).toBe(false);
  await page.reload();
  await expect(page.getByLabel('Role', { exact: true }).nth(1)).toHaveValue('manager');
  await page.getByRole('button', { name: 'Remove role 1' }).click();
  await page.getByRole('link', { name: 'Orders' }).click();
  await page.getByRole('button', { name: 'Stay here' }).click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByLabel('Role', { exact: true })).toHaveCount(2);
});

test('a forgotten password is reset by a link, once, and every sign-in ends', async ({ page, browser, shop }) => {
  const person = await shop.hire(unique('Forgetful'), 'cashier');
  const session = await shop.signIn(person);
  const admin = new AdminPage(page);
  await admin.open(`/admin/users/${person.id}`);
  await page.getByRole('button', { name: 'Make a link to a new password' }).click();
  await expect(admin.dialog).toContainText('whoever has it signs in as them');
  const link = await linkOf(page);
  await expect(page.getByText(/A link is open until/)).toBeVisible();
  expect(await session.isOpen()).toBe(true);

  const theirs = await browser.newContext({ locale: 'en-IE' });
  const phone = await theirs.newPage();
  await phone.goto(link.slice(0, -10));
  await phone.getByLabel('Password', { exact: true }).fill('three unlike cats');
  await phone.getByRole('button', { name: 'Save the password' }).click();
  await expect(phone.getByRole('alert')).toContainText('Ask for a new one.');
  await phone.goto('/admin/');
  await expect(phone.getByText('Forgotten your password?')).toBeVisible();
  await phone.goto(link);
  await phone.getByLabel('Password', { exact: true }).fill('three unlike cats');
  await phone.getByRole('button', { name: 'Save the password' }).click();
  await expect(phone.getByText('Every earlier sign-in has ended.')).toBeVisible();
  expect(await session.isOpen()).toBe(false);
  await phone.goto('/admin/reset-password');
  await expect(phone.getByText('This link is not complete')).toBeVisible();
  await theirs.close();
});

test('somebody is signed out everywhere, switched off, and comes back', async ({ page, shop }) => {
  const person = await shop.hire(unique('Leaving'), 'cashier');
  const session = await shop.signIn(person);
  const admin = new AdminPage(page);
  await admin.open(`/admin/users/${person.id}`);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.getByRole('button', { name: 'Leave as it is' }).click();
  expect(await session.isOpen()).toBe(true);
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await admin.dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByText('1 sign-in was ended.')).toBeVisible();
  await expect(page.getByText('Not signed in anywhere.')).toBeVisible();
  expect(await session.isOpen()).toBe(false);

  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByText('is switched off')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('is switched on.')).toBeVisible();
  expect(await (await shop.signIn(person)).isOpen()).toBe(true);
});

test('nobody changes themselves, and a manager changes nobody', async ({ page, shop }) => {
  const admin = new AdminPage(page);
  await admin.open('/admin/users');
  await openUser(page, demo.owner);
  await expect(page.getByText('This is you.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Switch off' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Make a link to a new password' })).toHaveCount(0);
  await admin.signOut();

  const local = await shop.hire(unique('Local'), 'admin', await shop.store(demo.strictStore));
  await admin.open('/admin/users', local.email);
  await openUser(page, demo.owner);
  await expect(page.getByText('Their roles reach further than yours')).toBeVisible();
  await admin.signOut();

  await admin.open('/admin/users', demo.manager);
  await expect(page.getByRole('link', { name: 'Invite somebody' })).toHaveCount(0);
  await openUser(page, demo.cashier);
  await expect(page.getByRole('heading', { name: 'Roles' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Switch off' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Sign out everywhere' })).toHaveCount(0);
});

test('an own password is changed with the old one', async ({ page, shop }) => {
  const person = await shop.hire(unique('Careful'), 'cashier');
  const session = await shop.signIn(person);
  const admin = new AdminPage(page);
  await admin.open('/admin/', person.email);
  await page.getByRole('link', { name: 'My account' }).click();
  await page.getByLabel('Current password').fill('not my password');
  await page.getByLabel('New password').fill('three unlike cats');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByRole('alert')).toContainText('The current password is not right.');
  await page.getByLabel('Current password').fill(demo.password);
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Your password is changed.')).toBeVisible();
  expect(await session.isOpen()).toBe(false);
  await page.reload();
  await expect(page.getByRole('heading', { name: 'My account', exact: true })).toBeVisible();
});

test('what the list is narrowed to and ordered by is in the address', async ({ page, shop }) => {
  const [first, last] = [`AA ${unique('')}`, `ZZ ${unique('')}`];
  const mark = `${Date.now()}`.slice(-9);
  await shop.invite(`${last} ${mark}`, 'cashier');
  await shop.hire(`${first} ${mark}`, 'manager');
  const admin = new AdminPage(page);
  await admin.open(`/admin/users?query=${mark}`);
  const names = page.getByRole('region', { name: 'Users' }).getByRole('link');
  await expect(names).toHaveCount(2);
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL(/sort=name/);
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(names.first()).toContainText(first);
  await page.getByRole('button', { name: 'Name' }).click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(names.first()).toContainText(last);
  // Those who may most come first.
  await page.getByRole('button', { name: 'Roles' }).click();
  await expect(page).toHaveURL(/sort=role/);
  await expect(names.first()).toContainText(first);
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^users-.*\.csv$/);
  const lines = (await readFile(await file.path(), 'utf8')).trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines.find((line) => line.startsWith(first))).toContain('manager: all stores');
  await page.getByRole('button', { name: 'Name' }).click();
  await page.getByLabel('Status').selectOption('Invited');
  await expect(names).toHaveCount(1);
  await expect(names.first()).toContainText(last);
  await page.reload();
  await expect(page.getByLabel('Status')).toHaveValue('invited');
  await page.getByLabel('Search', { exact: true }).fill(`${mark} nobody`);
  await expect(page.getByText('Nothing matches')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/users\?sort=name$/);
});

test('a list that is slow, empty, or does not come', async ({ page }) => {
  const answer = await heldBack(page, list);
  const admin = new AdminPage(page);
  await admin.open('/admin/users');
  await expect(page.getByRole('region', { name: 'Users' }).locator('tbody tr')).toHaveCount(8);
  await answer({ items: [], next_cursor: null });
  await expect(page.getByText('Nobody here yet')).toBeVisible();
  await page.unroute(list);
  await failing(page, list);
  await page.getByLabel('Status').selectOption('Active');
  await expect(page.getByText('The users can’t be shown')).toBeVisible();
  await page.unroute(list);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('region', { name: 'Users' }).getByRole('link').first()).toBeVisible();
});

test('a user that does not come, and acts that fail', async ({ page, shop }) => {
  const person = await shop.hire(unique('Unlucky'), 'cashier');
  await failing(page, oneUser);
  const admin = new AdminPage(page);
  await admin.open(`/admin/users/${person.id}`);
  await expect(page.getByText('This user can’t be shown')).toBeVisible();
  await page.unroute(oneUser);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: person.name })).toBeVisible();
  await failing(page, /\/users\/[^/]+\/(deactivate|password-reset|sign-out)$/);
  await page.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('alert')).toContainText('It broke.');
  await expect(page.getByText('Active', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Make a link to a new password' }).click();
  await expect(page.getByRole('alert')).toHaveCount(2);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the pages of users are accessible, ${colorScheme}`, async ({ page, shop }) => {
    const person = await shop.hire(unique('Accessible'), 'cashier');
    const user = await shop.invite(unique('Accessible'), 'manager', await shop.store(demo.store));
    await shop.signIn(person);
    await page.emulateMedia({ colorScheme });
    const admin = new AdminPage(page);
    await admin.open('/admin/users?query=accessible');
    await page.getByRole('link', { name: person.name }).waitFor();
    await expectAccessible(page);
    await page.goto(`/admin/users/${person.id}`);
    await page.getByRole('button', { name: 'Add a role' }).click();
    await page.getByRole('button', { name: 'Save roles' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Leave as it is' }).click();
    await page.getByRole('button', { name: 'Make a link to a new password' }).click();
    await admin.dialog.waitFor();
    await expectAccessible(page);
    const link = await linkOf(page);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.goto(`/admin/users/${user.id}`);
    await page.getByRole('button', { name: 'Cancel the invitation' }).waitFor();
    await expectAccessible(page);
    await page.goto('/admin/users/invite');
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    await expectAccessible(page);
    await page.goto('/admin/account');
    await page.getByRole('button', { name: 'Change the password' }).click();
    await expectAccessible(page);
    await page.goto(link);
    await page.getByRole('button', { name: 'Save the password' }).click();
    await expectAccessible(page);
  });
}

test('on a narrow screen no page of users scrolls sideways', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const person = await shop.hire('Somebody-with-a-name-that-is-rather-long-for-such-a-small-screen', 'cashier');
  await shop.signIn(person);
  const admin = new AdminPage(page);
  await admin.open(`/admin/users?query=${person.email}`);
  await page.getByRole('link', { name: person.name }).waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  await page.getByRole('link', { name: person.name }).click();
  await page.getByRole('button', { name: 'Make a link to a new password' }).click();
  await admin.dialog.waitFor();
  expect(await overhang(page)).toBeLessThanOrEqual(0);
  const link = await linkOf(page);
  for (const address of ['/admin/users/invite', '/admin/account', link]) {
    await page.goto(address);
    await page.getByRole('heading').first().waitFor();
    expect(await overhang(page), address).toBeLessThanOrEqual(0);
  }
});
