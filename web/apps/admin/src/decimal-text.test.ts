import { describe, expect, it } from 'vitest';
import { parseDecimal } from './decimal-text';

describe('a number that somebody typed', () => {
  it.each([
    ['2.50', 2, 250],
    ['2,5', 2, 250],
    [' 3 ', 2, 300],
    ['0.29', 2, 29],
    ['1.005', 3, 1005],
    ['2.500', 2, 250],
    ['120', 0, 120],
    ['١٢٫٥', 2, 1250],
  ])('%s with %i places', (text, places, value) => expect(parseDecimal(text, places)).toBe(value));

  it.each([
    ['', 2],
    ['2.505', 2],
    ['1.5', 0],
    ['1,000.00', 2],
    ['-1', 2],
    ['€2', 2],
    ['12345678901234', 2],
  ])('%s is none', (text, places) => expect(parseDecimal(text, places)).toBeNull());
});
