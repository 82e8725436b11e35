import { expect, it } from 'vitest';
import { markedCopy } from './receipt-copy';

it('says that it is a copy, in the middle of the widest line', () => {
  expect(markedCopy('Bread           3.50 EUR\nTotal', 'COPY')).toBe(
    '      *** COPY ***\nBread           3.50 EUR\nTotal',
  );
});

it('keeps the mark where the paper is narrower', () => {
  expect(markedCopy('ab', 'COPY')).toBe('*** COPY ***\nab');
});
