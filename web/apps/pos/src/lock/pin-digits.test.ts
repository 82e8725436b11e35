import type { TypedKey } from '@novapos/ui';
import { expect, it } from 'vitest';
import { digitsFromField, dotsOf, pressPinKey } from './pin-digits';

const type = (...keys: TypedKey[]) => keys.reduce(pressPinKey, '');

it('takes six digits, also noughts, and takes them back', () => {
  expect(type('0', '2', '5', '8')).toBe('0258');
  expect(type('1', '2', '3', '4', '5', '6', '7')).toBe('123456');
  expect(type('1', '2', 'back')).toBe('1');
  expect(type('back')).toBe('');
  expect(type('1', '2', 'clear', '3')).toBe('3');
});

it('shows how many there are, and no digit', () => {
  expect(dotsOf('0258')).toBe('••••');
});

it('reads what was pasted into the field, or cut out of it', () => {
  expect(digitsFromField('••58', '02')).toBe('0258');
  expect(digitsFromField('2580134', '')).toBe('258013');
  expect(digitsFromField('••', '0258')).toBe('02');
  expect(digitsFromField('', '0258')).toBe('');
  expect(digitsFromField('••x', '02')).toBe('02');
});
