import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { pseudoWords } from './pseudo-words';
import { textsOf, wordFaults } from './word-faults';
import * as arabic from './words/ar/common';
import { faults as arabicFaults } from './words/ar/faults';
import { refusals as arabicRefusals } from './words/ar/refusals';
import * as german from './words/de/common';
import { faults as germanFaults } from './words/de/faults';
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

const CRATES = new URL('../../../../crates/', import.meta.url);
// `Fault::new("too_long", ...)`, `.at("/name", "too_long", ...)` and `faults.add(pointer(n), "too_long", ...)`; not what is wrong with an address.
const FAULTS = [
  /Fault::new\(\s*"([a-z_]+)"/g,
  /(?:\.at|faults\.add)\(\s*(?!"\?)(?:[^()"]|"[^"]*"|\([^()]*(?:\([^()]*\))*[^()]*\))+?,\s*"([a-z_]+)",/g,
];

/** Every code that the services give to what is wrong with a field. */
function faultCodes(): string[] {
  const codes = new Set<string>();
  for (const context of ['kernel', 'auth', 'product', 'inventory', 'order']) {
    const folder = new URL(`${context}/src/`, CRATES);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.rs$/.test(name),
    )) {
      const [code = ''] = readFileSync(new URL(name, folder), 'utf8').split('#[cfg(test)]');
      for (const fault of FAULTS) for (const [, named = ''] of code.matchAll(fault)) codes.add(named);
    }
  }
  return [...codes].sort();
}

it('has words for every fault that a field can have', () => {
  const codes = faultCodes();
  expect(codes).toEqual(expect.arrayContaining(['too_long', 'taken', 'out_of_range', 'malformed', 'no_such_product']));
  expect(Object.keys(germanFaults).sort()).toEqual(codes);
  expect(Object.keys(arabicFaults).sort()).toEqual(codes);
  expect(Object.values(arabicFaults).filter((text) => !/[\u0621-\u064a]/.test(text))).toEqual([]);
});
