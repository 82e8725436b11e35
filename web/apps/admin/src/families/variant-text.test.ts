import { expect, it } from 'vitest';
import { variantBeside, variantText } from './variant-text';

const variant = {
  family_id: 'f',
  family: 'T-shirt',
  options: [
    { name: 'Size', value: 'M', position: 1 },
    { name: 'Colour', value: 'dark blue', position: 0 },
  ],
};

it('says what a variant is', () => {
  expect(variantText(variant)).toBe('M · dark blue');
  expect(variantText(null)).toBe('');
});

it('says beside a name only what the name does not', () => {
  expect(variantBeside({ name: 'T-shirt M Dark blue', variant })).toBe('');
  expect(variantBeside({ name: 'T-shirt dark blue', variant })).toBe('M');
  expect(variantBeside({ name: 'Merino shirt', variant })).toBe('M · dark blue');
  expect(variantBeside({ name: 'Milk', variant: null })).toBe('');
});
