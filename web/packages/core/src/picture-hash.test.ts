import { expect, it } from 'vitest';
import { pictureHash } from './picture-hash';

it('knows pictures that were sent to the API from addresses elsewhere', () => {
  const hash = '0123456789abcdef'.repeat(4);
  expect(pictureHash(`pictures/${hash}`)).toBe(hash);
  for (const other of [null, undefined, '', 'tea.jpg', 'https://example.com/tea.jpg', `pictures/${'A'.repeat(64)}`]) {
    expect(pictureHash(other)).toBeNull();
  }
});
