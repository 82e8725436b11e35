import { expect, it } from 'vitest';
import { localeOf, pickLanguage } from './language';

it.each([
  ['what was chosen', 'de', ['ar-EG', 'en'], 'de'],
  ['the browser’s first that is spoken here', null, ['fr-FR', 'ar-EG', 'en-GB'], 'ar'],
  ['English else', null, ['fr-FR'], 'en'],
  ['no language that is gone', 'tlh', ['de-AT'], 'de'],
  ['the strange English when a test chose it', 'en-XA', ['de'], 'en-XA'],
])('speaks %s', (_what, chosen, wanted, expected) => {
  expect(pickLanguage(chosen, wanted)).toBe(expected);
});

it('writes numbers and dates as the browser’s country does, with Latin digits and the calendar of the ledgers', () => {
  expect(localeOf('de', ['en-US', 'de-AT'])).toBe('de-AT-u-ca-gregory-nu-latn');
  expect(localeOf('de', ['en-US'])).toBe('de-u-ca-gregory-nu-latn');
  const arabic = localeOf('ar', ['ar-SA']);
  expect(new Intl.NumberFormat(arabic).format(1234.5)).toBe('1,234.5');
  expect(new Intl.DateTimeFormat(arabic, { dateStyle: 'short', timeZone: 'UTC' }).format(0)).toContain('1970');
});
