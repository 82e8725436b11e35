import { textsOf, wordFaults } from '@novapos/core/word-faults';
import { expect, it } from 'vitest';
import { first as arabicFirst } from './ar/first';
import { later as arabicLater } from './ar/later';
import { first as germanFirst } from './de/first';
import { later as germanLater } from './de/later';
import { first } from './en/first';
import { later } from './en/later';

/** The other languages have words for each code of the API and each fault of a field, which other tests compare. */
const { errors: _, faults: _faults, ...english } = later;
const { errors: _german, faults: _germanFaults, ...german } = germanLater;
const { errors: _arabic, faults: _arabicFaults, ...arabic } = arabicLater;

it('inserts in German what English inserts', () => {
  expect([...wordFaults(first, germanFirst), ...wordFaults(english, german)]).toEqual([]);
});

it('inserts in Arabic what English inserts', () => {
  expect([...wordFaults(first, arabicFirst), ...wordFaults(english, arabic)]).toEqual([]);
});

it('says nothing in Latin letters alone in Arabic', () => {
  const texts = [...textsOf(arabicFirst), ...textsOf(arabic)];
  // What the preview of a receipt shows is printed so.
  const printed = ['store.previewThanks', 'store.previewServed'];
  const latin = texts.filter(([, text]) => /[A-Za-z]/.test(text.replace(/\{\{\w+\}\}/g, '')));
  expect(latin.filter(([key, text]) => !printed.includes(key) && !/[\u0621-\u064a]/.test(text))).toEqual([]);
});
