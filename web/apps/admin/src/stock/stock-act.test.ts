import { describe, expect, it } from 'vitest';
import { quantityMilli } from './stock-act';

describe('a quantity that is typed', () => {
  it('is thousandths', () => {
    expect(quantityMilli('2', 'piece')).toBe(2000);
    expect(quantityMilli('0,45', 'kilogram')).toBe(450);
    expect(quantityMilli(' 1.125 ', 'litre')).toBe(1125);
    expect(quantityMilli('0', 'piece')).toBe(0);
  });

  it('is whole for pieces, has three places otherwise, and is no more than a million', () => {
    expect(quantityMilli('1.5', 'piece')).toBeNull();
    expect(quantityMilli('1.0005', 'metre')).toBeNull();
    expect(quantityMilli('1000000', 'piece')).toBe(1_000_000_000);
    expect(quantityMilli('1000001', 'piece')).toBeNull();
    expect(quantityMilli('-1', 'piece')).toBeNull();
    expect(quantityMilli('', 'piece')).toBeNull();
  });
});
