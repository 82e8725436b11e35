import { expect, it } from 'vitest';
import { VALUES_MAX, valuesIn, withValues } from './option-values';

it.each([
  ['S, M, L', ['S', 'M', 'L']],
  ['S,,M ,', ['S', 'M']],
  ['صغير، كبير', ['صغير', 'كبير']],
  ['38\n39\n40', ['38', '39', '40']],
  ['  dark   blue ', ['dark blue']],
  [' , ', []],
])('reads %j as values', (text, values) => {
  expect(valuesIn(text)).toEqual(values);
});

it('adds each value once, whatever its letters, and no more than there may be', () => {
  expect(withValues(['S'], ['M', 's', 'm', 'L'])).toEqual(['S', 'M', 'L']);
  const many = Array.from({ length: VALUES_MAX + 5 }, (_, index) => String(index));
  expect(withValues([], many)).toHaveLength(VALUES_MAX);
});
