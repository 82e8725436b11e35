import 'fake-indexeddb/auto';
import { expect, it } from 'vitest';
import { TillDb } from '../offline/till-db';
import { FAVOURITES_MAX, Favourites, toggled } from './favourites';

it('takes goods in and out, and keeps the order in which they came', () => {
  expect(toggled(toggled(['tea'], 'milk'), 'rolls')).toEqual(['tea', 'milk', 'rolls']);
  expect(toggled(['tea', 'milk'], 'tea')).toEqual(['milk']);
});

it('takes no more than a page', () => {
  const full = Array.from({ length: FAVOURITES_MAX }, (_, n) => `g${n}`);
  expect(toggled(full, 'one more')).toEqual(full);
  expect(toggled(full, 'g0')).toHaveLength(FAVOURITES_MAX - 1);
});

it('is there again when the till is opened again', async () => {
  const db = new TillDb('favourites', 'register');
  await (await Favourites.open(db)).toggle('tea');
  expect((await Favourites.open(db)).ids.getState()).toEqual(['tea']);
});

it('shows what the store laid out until somebody chooses on this device', async () => {
  const db = new TillDb('suggested', 'register');
  const favourites = await Favourites.open(db);
  favourites.suggest(['milk', 'rolls']);
  expect(favourites.ids.getState()).toEqual(['milk', 'rolls']);
  await favourites.toggle('milk');
  favourites.suggest(['milk', 'rolls', 'tea']);
  expect(favourites.ids.getState()).toEqual(['rolls']);
  const later = await Favourites.open(db);
  later.suggest(['milk']);
  expect(later.ids.getState()).toEqual(['rolls']);
});
