import { expect, it } from 'vitest';
import { shopCodeFrom } from './shop-code';

it('makes a shop code of a name', () => {
  expect(shopCodeFrom('Café Crème & Co.')).toBe('cafe-creme-co');
  expect(shopCodeFrom('  Straßenbäckerei 24 ')).toBe('strassenbackerei-24');
  expect(shopCodeFrom('مخبز')).toBe('');
  expect(shopCodeFrom(`${'x'.repeat(39)} yz`)).toBe('x'.repeat(39));
});
