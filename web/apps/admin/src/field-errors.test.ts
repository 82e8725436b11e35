import { ApiError } from '@novapos/api';
import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { fieldErrorsOf, isAbout, isAboutFields } from './field-errors';

const t = ((key: string, { defaultValue }: { defaultValue: string }) =>
  key === 'faults.too_long' ? 'Das ist zu lang.' : defaultValue) as unknown as TFunction;

const refused = new ApiError({
  code: 'invalid_body',
  detail: 'No.',
  status: 400,
  extra: {
    errors: [
      { pointer: '/name', code: 'too_long', detail: 'a name has at most 200 characters' },
      { pointer: '/code', code: 'unheard_of', detail: 'a code is 1 to 8 letters and digits' },
    ],
  },
});

it('says what is wrong with a field in the words of the reader, and in the server’s where there are none', () => {
  expect(fieldErrorsOf(refused, t).map(({ pointer, detail }) => [pointer, detail])).toEqual([
    ['/name', 'Das ist zu lang.'],
    ['/code', 'A code is 1 to 8 letters and digits.'],
  ]);
});

it('tells what is about fields from everything else', () => {
  expect(isAbout(refused, '/name')).toBe(true);
  expect(isAbout(refused, '/from')).toBe(false);
  expect(isAboutFields(refused)).toBe(true);
  expect(isAboutFields(new ApiError({ code: 'busy', detail: 'Busy.', status: 503 }))).toBe(false);
});
