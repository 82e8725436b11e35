import { describe, expect, it } from 'vitest';
import { oneTimeAddress, secretOf } from './one-time-address';

describe('an address that is good once', () => {
  it('keeps its token from every server', () => {
    const address = new URL(
      oneTimeAddress('invitation', 'https://pos.example.com', { shop_code: 'corner', token: 'a_b-c' }),
    );
    expect(address.pathname).toBe('/admin/join');
    expect(address.search).toBe('');
    expect(secretOf(address.hash)).toEqual({ shop_code: 'corner', token: 'a_b-c' });
  });

  it('is nothing when it was not copied as a whole', () => {
    for (const hash of ['', '#', '#shop=corner', '#token=x', '#shop=&token=x']) expect(secretOf(hash)).toBeNull();
  });
});
