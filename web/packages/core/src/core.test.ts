import { describe, expect, it } from 'vitest';
import { businessDate } from './business-date';
import { formatMoney, formatRoundMoney, minorToDecimal } from './money';
import { formatQuantity, formatQuantityChange, formatRate, taxLabel } from './quantity';
import { formatUnitPrice } from './unit-price';
import { uuidv7 } from './uuid';

describe('money', () => {
  it('moves digits, never floats', () => {
    expect(minorToDecimal(1230, 2)).toBe('12.30');
    expect(minorToDecimal(-5, 2)).toBe('-0.05');
    expect(minorToDecimal(7, 0)).toBe('7');
    expect(minorToDecimal(1, 3)).toBe('0.001');
    expect(minorToDecimal(9_007_199_254_740_991, 2)).toBe('90071992547409.91');
  });

  it('is written in the store’s currency', () => {
    expect(formatMoney(1230, { code: 'EUR', exponent: 2 })).toContain('12.30');
    expect(formatMoney(9_007_199_254_740_991, { code: 'EUR', exponent: 2 })).toContain('90,071,992,547,409.91');
    expect(formatMoney(500, { code: 'JPY', exponent: 0 })).toContain('500');
    expect(formatRoundMoney(2000, { code: 'EUR', exponent: 2 })).toBe('€20');
    expect(formatRoundMoney(2050, { code: 'EUR', exponent: 2 })).toBe('€20.50');
  });
});

it('writes quantities and rates', () => {
  expect(formatQuantity(2000)).toBe('2');
  expect(formatQuantity(450, 'kilogram')).toBe('0.450\u00a0kg');
  expect([2000, -2000, 0].map((milli) => formatQuantityChange(milli))).toEqual(['+2', '-2', '0']);
  expect(formatQuantityChange(450, 'kilogram')).toBe('+0.450\u00a0kg');
  expect(formatRate(200_000)).toBe('20%');
  expect(formatRate(88_750)).toBe('8.875%');
  expect(taxLabel({ name: 'VAT', rate_micro: 190_000 })).toBe('VAT 19%');
  expect(taxLabel({ name: 'VAT 19%', rate_micro: 190_000 })).toBe('VAT 19%');
});

it.each([
  [299, 1000, 'piece', '€2.99', ''],
  [299, 1000, 'kilogram', '€2.99', '/\u00a0kg'],
  [1499, 10_000, 'litre', '€14.99', '/\u00a010\u00a0l'],
  [100, 3000, 'piece', '€1.00', '/\u00a03'],
] as const)('%i for %i of a %s is %s %s', (amount_minor, per_milli, unit, amount, per) => {
  expect(formatUnitPrice({ amount_minor, per_milli }, unit, { code: 'EUR', exponent: 2 })).toEqual({ amount, per });
});

describe('the business day', () => {
  const berlin = { time_zone: 'Europe/Berlin', day_cutoff: '04:00' };
  it.each([
    ['2026-11-25T02:30:00Z', '2026-11-24'],
    ['2026-11-25T03:00:00Z', '2026-11-25'],
    ['2026-11-25T22:59:00Z', '2026-11-25'],
    ['2026-11-25T23:30:00Z', '2026-11-25'],
    ['2027-01-01T00:30:00Z', '2026-12-31'],
  ])('of %s is %s', (instant, expected) => {
    expect(businessDate(Date.parse(instant), berlin)).toBe(expected);
  });
});

it('makes UUIDs of version 7 that sort by time', () => {
  const earlier = uuidv7(1_800_000_000_000);
  expect(earlier).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(earlier.replaceAll('-', '').slice(0, 12), 16)).toBe(1_800_000_000_000);
  expect(earlier < uuidv7(1_800_000_000_001)).toBe(true);
});
