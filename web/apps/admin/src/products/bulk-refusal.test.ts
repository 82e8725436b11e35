import { ApiError } from '@novapos/api';
import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { reasonsOf } from './bulk-refusal';

/** Knows one fault, as a catalogue of another language does. */
const t = ((key: string, { defaultValue }: { defaultValue: string }) =>
  key === 'faults.out_of_range' ? 'Außerhalb.' : defaultValue) as unknown as TFunction;

const refused = (code: string, detail: string) =>
  new ApiError({
    code: 'bulk_edit_refused',
    detail: 'No.',
    status: 422,
    extra: { errors: [{ pointer: '/x', code, detail }] },
  });

it('names the goods and says the rest in the language of the reader', () => {
  const detail = 'Tea (black): 250 g (T-1): the price would be below zero';
  expect(reasonsOf(t, refused('out_of_range', detail))).toEqual(['Tea (black): 250 g (T-1): Außerhalb.']);
  expect(reasonsOf(t, refused('unheard_of', detail))).toEqual([
    'Tea (black): 250 g (T-1): The price would be below zero.',
  ]);
});

it('says what is wrong with all of them', () => {
  expect(reasonsOf(t, refused('out_of_range', 'this is 1 to 500'))).toEqual(['Außerhalb.']);
  expect(reasonsOf(t, refused('unheard_of', 'say what is to change'))).toEqual(['Say what is to change.']);
});
