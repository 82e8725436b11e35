import { expectAccessible } from '../support/accessible.ts';
import { expect, test } from '../support/test.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every screen of the till, ${colorScheme}`, async ({ till, shop }) => {
    const { page } = till;
    await page.emulateMedia({ colorScheme });
    const product = await shop.makeProduct('Accessible', 350);
    await page.goto('/pos/');
    await page.getByLabel('E-mail').waitFor();
    await expectAccessible(page);
    await till.open();
    await expectAccessible(page);

    await till.scan('9999999999994');
    await till.touch(product.name);
    await till
      .line(product.name)
      .getByRole('button', { name: /^Remove/ })
      .tap();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    await till.tile(product.name).tap();
    await expectAccessible(page);

    await page.getByRole('button', { name: 'Other amount' }).tap();
    await till.dialog.waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Menu' }).tap();
    await till.dialog.getByText('Scanner sounds').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await till.exact.tap();
    await till.expectDone('€0.00');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Show receipt' }).tap();
    await till.dialog.locator('pre').waitFor();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Sales', exact: true }).tap();
    await page.getByRole('list').getByRole('button').first().waitFor();
    await expectAccessible(page);
  });
}

test('every button is large enough for a finger', async ({ till, shop }) => {
  const product = await shop.makeProduct('Targets', 350);
  await till.open();
  await till.touch(product.name);
  const small = await till.page.getByRole('button').evaluateAll((buttons) =>
    buttons
      .map((button) => ({ text: button.textContent, ...button.getBoundingClientRect().toJSON() }))
      .filter(({ width, height }) => width < 48 || height < 48)
      .map(({ text, width, height }) => `${text} ${width}x${height}`),
  );
  expect(small).toEqual([]);
  for (const money of [till.exact, till.page.getByRole('button', { name: 'Other amount' })]) {
    expect((await money.boundingBox())?.height).toBeGreaterThanOrEqual(64);
  }
});
