import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pseudoWords } from './pseudo-words';
import { textsOf, wordFaults } from './word-faults';
import * as arabic from './words/ar/common';
import { refusals as arabicRefusals } from './words/ar/refusals';
import * as german from './words/de/common';
import { refusals as germanRefusals } from './words/de/refusals';
import * as english from './words/en/common';
import { refusals as englishRefusals } from './words/en/refusals';

it('finds what a translation inserts wrongly', () => {
  const source = {
    hello: 'Hello {{name}}',
    found_one: '{{count}} match',
    found_other: '{{count}} matches',
    list: ['a'],
  };
  expect(wordFaults(source, { hello: 'Hallo {{name}}', found_two: 'zwei', found_few: '{{count}} Treffer' })).toEqual(
    [],
  );
  expect(
    wordFaults(source, { hello: 'Hallo {{nam}}', found_few: 'Treffer', gone: 'x', list: ['b', 'c'], found_one: ' ' }),
  ).toEqual([
    'hello: without {{name}}',
    'hello: {{nam}} is nothing',
    'found_few: without {{count}}',
    'gone: no such English text',
    'list.1: no such English text',
    'found_one: empty',
  ]);
});

it('finds nothing in the common words', () => {
  expect([...wordFaults(english, german), ...wordFaults(english, arabic)]).toEqual([]);
});

it('makes English strange and leaves what is inserted', () => {
  expect(pseudoWords({ a: { b: 'Cash {{amount}} given' }, list: ['no'] })).toEqual({
    a: { b: '⟦Çåšh {{amount}} ĝîvéñ⟧' },
    list: ['⟦ñö⟧'],
  });
});

/** The API's own text is English: in another language, each of its codes needs words. */
it('has words for every code of the API', () => {
  const documented = readFileSync(new URL('../../../../docs/errors.md', import.meta.url), 'utf8');
  const codes = [...documented.matchAll(/^\| `(\w+)` \|/gm)].map(([, code = '']) => code).sort();
  expect(codes.length).toBeGreaterThan(50);
  expect(Object.keys(germanRefusals).sort()).toEqual(codes);
  expect(Object.keys(arabicRefusals).sort()).toEqual(codes);
  expect(Object.keys(englishRefusals).filter((code) => !codes.includes(code))).toEqual([]);
});

it('says nothing in Latin letters alone in Arabic', () => {
  const untranslated = [...textsOf({ ...arabic, arabicRefusals })].filter(([, text]) => !/[\u0621-\u064a]/.test(text));
  expect(untranslated).toEqual([]);
});
