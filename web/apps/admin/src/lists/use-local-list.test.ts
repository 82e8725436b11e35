import { describe, expect, it } from 'vitest';
import { contains, inOrder } from './use-local-list';

describe('a list that is here as a whole', () => {
  const rows = ['Till 10', 'till 2', 'Äpfel'];
  const textOf = (row: string) => row;

  it('is ordered as people order', () => {
    expect([...rows].sort(inOrder({ by: 'name', isDescending: false }, textOf))).toEqual([
      'Äpfel',
      'till 2',
      'Till 10',
    ]);
    expect([...rows].sort(inOrder({ by: 'name', isDescending: true }, textOf))[0]).toBe('Till 10');
  });

  it('is searched in any case', () => {
    expect(contains('Market Square', ' SQUARE ')).toBe(true);
    expect(contains('Market Square', 'station')).toBe(false);
    expect(contains('Market Square', undefined)).toBe(true);
  });
});
