import { expect, it } from 'vitest';
import { roundAbove } from './scale';

it('ends a scale at a round amount that holds the greatest', () => {
  expect([0, 1, 3, 99, 100, 101, 2400, 2501, 860_000].map(roundAbove)).toEqual([
    1, 1, 5, 100, 100, 200, 2500, 5000, 1_000_000,
  ]);
});
