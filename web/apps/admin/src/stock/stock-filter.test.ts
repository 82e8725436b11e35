import { describe, expect, it } from 'vitest';
import { sortNamed, sortOf } from './stock-filter';

describe('the order of the stock list', () => {
  it('is the one that the server gives where none was chosen', () => {
    expect(sortOf({})).toEqual({ by: 'name', isDescending: false });
    expect(sortOf({ state: 'low' })).toEqual({ by: 'available', isDescending: false });
    expect(sortOf({ state: 'low', sort: 'name' })).toEqual({ by: 'name', isDescending: false });
  });

  it('goes to the server and back', () => {
    for (const sort of ['available', '-available', 'on_hand', '-on_hand', 'name'] as const)
      expect(sortNamed(sortOf({ sort }))).toBe(sort);
    expect(sortNamed({ by: 'name', isDescending: true })).toBe('name');
  });
});
