import { expectAccessible } from '../support/accessible.ts';
import { overhang } from '../support/overhang.ts';
import { demo, type Family } from '../support/shop.ts';
import { expect, test } from '../support/test.ts';

const shirts = { sizes: ['S', 'M', 'L'], colours: ['white', 'red', 'blue'], without: ['L red', 'L blue', 'S blue'] };

function variant({ variants }: Family, name: string) {
  const found = variants.find((product) => product.name.endsWith(` ${name}`));
  if (!found) throw new Error(`there is no ${name}`);
  return found;
}

test('a family is one tile, and each of its options one touch, also without a network', async ({
  till,
  shop,
  context,
}) => {
  const family = await shop.makeFamily('T-shirt', { ...shirts, prices: { 'M blue': 2490 } });
  const register = await shop.register(await shop.store(demo.store));
  const { page } = till;
  await till.open();
  await till.search.fill(family.name);
  await expect(till.goods.getByRole('button')).toHaveCount(1);
  await expect(till.tile(family.name)).toContainText('6 variants from');
  await expect(till.tile(family.name)).toContainText('€19.90');
  const touches = await till.countTouches();
  await till.tile(family.name).tap();
  await expect(till.dialog).toContainText('from €19.90');
  const value = (name: string) => till.dialog.getByRole('button', { name, exact: true });
  await expect(till.dialog.getByRole('button', { name: /^(S|M|L|white|red|blue)\b/ })).toHaveText([
    'S',
    'M',
    'L',
    'white',
    'red',
    'blue',
  ]);
  await value('S').tap();
  const blue = till.dialog.getByRole('button', { name: /^blue/ });
  await expect(blue).toBeDisabled();
  await expect(blue).toHaveAccessibleName('blue not sold with what is chosen');
  await expect(till.dialog).toContainText('€19.90');
  await expectAccessible(page);
  await value('red').tap();
  await expect(till.dialog).toHaveCount(0);
  await expect(till.line(variant(family, 'S red').name)).toContainText('€19.90');
  expect(await touches()).toBe(3);

  // Of an L there is one colour only.
  await till.tile(family.name).tap();
  await value('L').tap();
  await expect(till.line(variant(family, 'L white').name)).toBeVisible();
  await context.setOffline(true);
  await till.tile(family.name).tap();
  await value('blue').tap();
  await expect(till.line(variant(family, 'M blue').name)).toContainText('€24.90');
  await context.setOffline(false);
  await till.exact.tap();
  await till.expectDone('€0.00');
  expect((await shop.orders(register))[0]).toMatchObject({ total_minor: 2 * 1990 + 2490 });
});

test('a scan, a SKU and words that mean one variant sell it at once', async ({ till, shop }) => {
  const family = await shop.makeFamily('Hoodie', shirts);
  const [scanned, typed, searched] = ['S red', 'M red', 'M white'].map((name) => variant(family, name));
  const { page } = till;
  await till.open();
  const touches = await till.countTouches();
  await till.scan(scanned?.barcodes[0] ?? '');
  await expect(till.line(scanned?.name ?? '')).toBeVisible();
  await till.search.fill(typed?.sku ?? '');
  await till.search.press('Enter');
  await expect(till.line(typed?.name ?? '')).toBeVisible();
  await till.search.fill(`${family.name} white m`);
  await expect(till.goods.getByRole('button')).toHaveCount(1);
  await till.tile(searched?.name ?? '').tap();
  await expect(till.line(searched?.name ?? '')).toBeVisible();
  await till.exact.tap();
  await till.expectDone('€0.00');
  expect(await touches()).toBe(2);

  // The whole family, with the keyboard alone.
  await till.search.fill(family.name);
  await till.search.press('Enter');
  await expect(till.dialog.getByRole('button', { name: 'S', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(till.dialog.getByRole('button', { name: 'white', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(till.dialog.getByRole('button', { name: 'blue', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+Tab');
  await expect(till.dialog.getByRole('button', { name: 'M', exact: true })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(till.line(variant(family, 'M red').name)).toBeVisible();
  await expect(till.search).toBeFocused();
  await till.search.fill(family.name);
  await till.search.press('Enter');
  await till.dialog.waitFor();
  await page.keyboard.press('Escape');
  await expect(till.dialog).toHaveCount(0);
  await expect(till.cart.getByRole('listitem')).toHaveCount(1);
});

test('a variant is a favourite of its own, and says which one it is', async ({ till, shop }) => {
  const family = await shop.makeFamily('Cap', shirts);
  const red = variant(family, 'M red');
  const { page } = till;
  await till.open();
  await page.getByRole('button', { name: 'Favourites', exact: true }).tap();
  await page.getByRole('button', { name: 'Choose favourites' }).tap();
  const toggle = async () => {
    await till.touch(family.name);
    await till.dialog.getByRole('button', { name: 'M', exact: true }).tap();
    await till.dialog.getByRole('button', { name: /^red/ }).tap();
  };
  await toggle();
  await expect(till.tile(family.name)).toHaveAttribute('aria-pressed', 'true');
  await expect(till.cart.getByText('Ready for the next customer')).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).tap();
  await page.getByRole('button', { name: 'Favourites', exact: true }).tap();
  await till.tile(red.name).tap();
  await expect(till.line(red.name)).toBeVisible();
  await till.tile(red.name).click({ button: 'right' });
  await expect(till.dialog.getByText('Colour').locator('xpath=ancestor::dl')).toContainText('red');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Choose favourites' }).tap();
  await toggle();
  await expect(till.tile(family.name)).toHaveAttribute('aria-pressed', 'false');
  await till.tile(family.name).click({ button: 'right' });
  await expect(till.dialog.getByRole('heading', { name: family.name })).toBeVisible();
});

test('fifty values fit on a phone of 320 px, each as large as a finger', async ({ till, shop }) => {
  const sizes = Array.from({ length: 50 }, (_, n) => `${n + 1}`);
  const family = await shop.makeFamily('Screw', { sizes, colours: ['zinc', 'brass with a long name'] });
  const { page } = till;
  await till.open();
  await page.setViewportSize({ width: 320, height: 640 });
  await till.touch(family.name);
  await till.dialog.getByRole('button', { name: '50', exact: true }).waitFor();
  const small = await till.dialog.getByRole('button').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const { width, height } = button.getBoundingClientRect();
      return width < 48 || height < 48 ? `${button.textContent} ${width}x${height}` : [];
    }),
  );
  expect(small).toEqual([]);
  expect(await overhang(page)).toBe(0);
  await expectAccessible(page);
  await till.dialog.getByRole('button', { name: '50', exact: true }).tap();
  await expect(till.dialog.getByRole('button', { name: 'zinc', exact: true })).toBeInViewport({ ratio: 1 });
  await till.dialog.getByRole('button', { name: 'zinc', exact: true }).tap();
  await page.getByRole('button', { name: /^1 item/ }).tap();
  await expect(till.line(`${family.name} 50 zinc`)).toBeVisible();
});
