import { describe, expect, it } from 'vitest';
import { inReach, mayGoByName, sortNamed, sortOf } from './stock-filter';

describe('the order of the stock list', () => {
  it('is the one that the server gives where none was chosen', () => {
    expect(sortOf({})).toEqual({ by: 'name', isDescending: false });
    expect(sortOf({ state: 'low' })).toEqual({ by: 'available', isDescending: false });
    expect(sortOf({ state: 'low', sort: 'name' })).toEqual({ by: 'name', isDescending: false });
  });

  it('goes to the server and back', () => {
    for (const sort of ['available', '-available', 'on_hand', '-on_hand', 'name', '-name'] as const)
      expect(sortNamed(sortOf({ sort }))).toBe(sort);
  });

  it('is one that the server has for what is searched and for goods in a state', () => {
    expect(inReach({ sort: '-name' })).toEqual({ sort: '-name' });
    expect(inReach({ sort: '-name', query: 'pears' }).sort).toBeUndefined();
    expect(inReach({ sort: 'name', query: 'pears' }).sort).toBe('name');
    expect(inReach({ sort: 'name', state: 'low' }).sort).toBeUndefined();
    expect(inReach({ sort: '-available', state: 'low', query: 'pears' }).sort).toBe('-available');
  });

  it('goes by name only where that would change it', () => {
    expect([{}, { query: 'pears', sort: 'available' as const }].map(mayGoByName)).toEqual([true, true]);
    expect([{ query: 'pears' }, { state: 'low' as const }].map(mayGoByName)).toEqual([false, false]);
  });
});
