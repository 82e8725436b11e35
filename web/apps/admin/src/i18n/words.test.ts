import { wordFaults } from '@novapos/core/word-faults';
import { expect, it } from 'vitest';
import { first as germanFirst } from './de/first';
import { later as germanLater } from './de/later';
import { first } from './en/first';
import { later } from './en/later';

/** The other languages have words for each code of the API, which another test compares. */
const { errors: _, ...english } = later;
const { errors: _german, ...german } = germanLater;

it('inserts in German what English inserts', () => {
  expect([...wordFaults(first, germanFirst), ...wordFaults(english, german)]).toEqual([]);
});
