import { expect, it } from 'vitest';
import { nextOf, stepsOf } from './steps';

it('leads to what is not there yet, and to the till when all is', () => {
  expect(nextOf(stepsOf({ taxes: false, goods: false, people: false }))).toBe('taxes');
  expect(nextOf(stepsOf({ taxes: true, goods: false, people: true }))).toBe('goods');
  expect(nextOf(stepsOf({ taxes: true, goods: true, people: false }))).toBe('people');
  expect(nextOf(stepsOf({ taxes: true, goods: true, people: true }))).toBe('sale');
});
