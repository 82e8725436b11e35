import { textsOf, wordFaults } from '@novapos/core/word-faults';
import { expect, it } from 'vitest';
import { first as arabicFirst } from './ar/first';
import { later as arabicLater } from './ar/later';
import { first as germanFirst } from './de/first';
import { later as germanLater } from './de/later';
import { first } from './en/first';
import { later } from './en/later';

/** Every code of the API has words in the other languages, and in English where the API's own are not good enough. */
const { errors: _, ...englishLater } = later;
const { errors: _german, ...german } = germanLater;
const { errors: _arabic, ...arabic } = arabicLater;

it('inserts in German what English inserts', () => {
  expect([...wordFaults(first, germanFirst), ...wordFaults(englishLater, german)]).toEqual([]);
});

it('inserts in Arabic what English inserts', () => {
  expect([...wordFaults(first, arabicFirst), ...wordFaults(englishLater, arabic)]).toEqual([]);
});

it('says nothing in Latin letters alone in Arabic', () => {
  const texts = [...textsOf(arabicFirst), ...textsOf(arabic)].filter(([, text]) =>
    /[A-Za-z]/.test(text.replace(/\{\{\w+\}\}/g, '')),
  );
  expect(texts.filter(([, text]) => !/[\u0621-\u064a]/.test(text))).toEqual([]);
});
