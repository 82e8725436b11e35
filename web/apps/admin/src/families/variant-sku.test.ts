import { expect, it } from 'vitest';
import { skuOf, stemLike, stemOf } from './variant-sku';

it('makes a SKU of a stem and the values', () => {
  expect(skuOf('SHIRT', ['M', 'dark blue'])).toBe('SHIRT-M-DARKBLUE');
  expect(skuOf(' SHIRT ', ['größe 38½', '–'])).toBe('SHIRT-GROSSE3812');
  expect(skuOf('', ['M'])).toBe('M');
  expect(skuOf('X'.repeat(70), ['M'])).toHaveLength(64);
});

it('takes the stem from the name', () => {
  expect(stemOf('Basic T-shirt')).toBe('BASIC-TSHIRT');
  expect(stemOf('  Crème  brûlée  ')).toBe('CREME-BRULEE');
  expect(stemOf('قميص قطن')).toBe('قميص-قطن');
  expect(stemOf('')).toBe('');
  expect(stemOf('A very long name of a family of goods').length).toBeLessThanOrEqual(24);
});

it('finds the stem of a SKU that was made so, and of no other', () => {
  expect(stemLike('SHIRT-M-RED', ['M', 'red'])).toBe('SHIRT');
  expect(stemLike('4711', ['M', 'red'])).toBeNull();
  expect(stemLike('-M', ['M'])).toBeNull();
});
