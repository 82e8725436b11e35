import { expect, it } from 'vitest';
import { initials } from './initials';

it.each([
  ['Mature cheddar', 'MC'],
  ['Apples, Fuji', 'AF'],
  ['Avocado', 'AV'],
  ['7 Days croissant', 'DC'],
  ['été', 'ÉT'],
  ['Крем сыр', 'КС'],
  ['4711', ''],
])('%s is %s', (name, letters) => {
  expect(initials(name)).toBe(letters);
});
