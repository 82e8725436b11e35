import { expect, it } from 'vitest';
import { bankNotes } from './bank-notes';
import { cashSuggestions } from './cash-suggestions';

const euro = bankNotes({ code: 'EUR', exponent: 2 });

it.each([
  [1230, [1500, 2000, 5000]],
  [500, [1000, 2000, 5000]],
  [1999, [2000, 5000, 10_000]],
  [1, [500, 1000, 2000]],
  [24_310, [24_500, 25_000, 26_000]],
  [10_000, []],
])('%i of euro cents suggests %j', (due_minor, expected) => {
  expect(cashSuggestions(due_minor, euro)).toEqual(expected);
});

it('knows currencies without a minor unit and with three places', () => {
  expect(cashSuggestions(1234, bankNotes({ code: 'JPY', exponent: 0 }))).toEqual([2000, 5000, 10_000]);
  expect(cashSuggestions(1250, bankNotes({ code: 'KWD', exponent: 3 }))).toEqual([2000, 5000, 10_000]);
});
