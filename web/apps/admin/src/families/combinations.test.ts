import { expect, it } from 'vitest';
import { combinationCount, combinationsOf, freeCombinations } from './combinations';

const sizes = { values: ['S', 'M', 'L'] };
const colours = { values: ['red', 'blue'] };

it('combines every value with every other, in the order of the options', () => {
  expect(combinationsOf([sizes, colours])).toEqual([
    ['S', 'red'],
    ['S', 'blue'],
    ['M', 'red'],
    ['M', 'blue'],
    ['L', 'red'],
    ['L', 'blue'],
  ]);
  expect(combinationCount([sizes, colours])).toBe(6);
});

it('makes nothing of no option, of an option without a value, and of too many', () => {
  const many = { values: Array.from({ length: 50 }, (_, index) => String(index)) };
  expect(combinationsOf([])).toEqual([]);
  expect(combinationCount([])).toBe(0);
  expect(combinationsOf([sizes, { values: [] }])).toEqual([]);
  expect(combinationsOf([many, many])).toEqual([]);
  expect(combinationCount([many, many])).toBe(2500);
});

it('knows what is still free', () => {
  expect(
    freeCombinations(
      [sizes, colours],
      [
        ['S', 'red'],
        ['L', 'blue'],
      ],
    ),
  ).toEqual([
    ['S', 'blue'],
    ['M', 'red'],
    ['M', 'blue'],
    ['L', 'red'],
  ]);
});
