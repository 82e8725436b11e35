import { expect, it } from 'vitest';
import { isSame, moved } from './place-of';

it('moves goods by one place, and not beyond the ends of the page', () => {
  const ids = ['tea', 'milk', 'rolls'];
  expect(moved(ids, 'milk', -1)).toEqual(['milk', 'tea', 'rolls']);
  expect(moved(ids, 'milk', 1)).toEqual(['tea', 'rolls', 'milk']);
  expect(moved(ids, 'tea', -1)).toEqual(ids);
  expect(moved(ids, 'rolls', 1)).toEqual(ids);
  expect(moved(ids, 'nothing', 1)).toEqual(ids);
});

it('knows whether a page is another one', () => {
  expect(isSame(['tea', 'milk'], ['tea', 'milk'])).toBe(true);
  expect(isSame(['tea', 'milk'], ['milk', 'tea'])).toBe(false);
  expect(isSame(['tea'], ['tea', 'milk'])).toBe(false);
});
