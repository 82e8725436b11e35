import { expect, it } from 'vitest';
import { hashOfHint, hintOf } from './sign-in-hint';

it.each(['ana@example.com', 'ana+till&co=1#x@example.com', 'änne@exämple.de'])('says who signs in: %s', (email) => {
  const address = new URL(`https://pos.example.com/pos/#${hashOfHint({ shop_code: 'corner', email })}`);
  expect(address.search).toBe('');
  expect(hintOf(address.hash)).toEqual({ shop_code: 'corner', email });
});

it.each([
  '',
  '#',
  '#shop=corner',
  '#email=ana%40example.com',
  '#shop=&email=',
  `#email=a&x=${'y'.repeat(1000)}&shop=b`,
])('fills nothing in by %s', (hash) => {
  expect(hintOf(hash)).toBeNull();
});
