import { expect, it } from 'vitest';
import { sortNamed, sortOf } from './sorting';

const names = ['-opened_at', 'opened_at', '-variance', 'variance'] as const;

it('reads the order that the API names', () => {
  expect(sortOf('-opened_at')).toEqual({ by: 'opened_at', isDescending: true });
  expect(sortOf('variance')).toEqual({ by: 'variance', isDescending: false });
});

it('names each order as it was read, but the usual one', () => {
  expect(names.map((name) => sortNamed(names, sortOf(name)))).toEqual([
    undefined,
    'opened_at',
    '-variance',
    'variance',
  ]);
  expect(sortNamed(names, { by: 'place', isDescending: false })).toBeUndefined();
});
