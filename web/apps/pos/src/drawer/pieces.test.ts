import { expect, it } from 'vitest';
import { moneyOf, piecesOf, sumOf, typedCount } from './pieces';

it.each(['EUR', 'USD', 'GBP', 'CHF', 'JPY', 'KRW', 'HUF', 'CZK', 'SEK', 'NOK', 'DKK', 'PLN', 'INR'])(
  'knows the money of %s: each value once, in whole numbers, smallest first',
  (code) => {
    const { coins, notes } = moneyOf({ code, exponent: code === 'JPY' || code === 'KRW' ? 0 : 2 });
    const all = [...coins, ...notes];
    expect(new Set(all).size).toBe(all.length);
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(all.every((value) => Number.isInteger(value) && value > 0)).toBe(true);
    expect(all.length).toBeLessThanOrEqual(50);
  },
);

it('has money for every number of decimal places', () => {
  for (const exponent of [0, 2, 3]) expect(moneyOf({ code: 'XXX', exponent }).coins.length).toBeGreaterThan(0);
});

it('adds up what was typed, and leaves out what nobody has', () => {
  const counted = new Map([
    [5000, '3'],
    [200, '7'],
    [100, ''],
    [50, '0'],
  ]);
  expect(piecesOf(counted)).toEqual([
    { value_minor: 5000, count: 3 },
    { value_minor: 200, count: 7 },
  ]);
  expect(sumOf(piecesOf(counted))).toBe(16_400);
});

it('takes digits, and not more than a drawer holds', () => {
  expect(typedCount('1a2 3')).toBe('123');
  expect(typedCount('12345678')).toBe('123456');
});
