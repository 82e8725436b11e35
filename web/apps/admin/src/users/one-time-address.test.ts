import { describe, expect, it } from 'vitest';
import { oneTimeAddress, secretOf } from './one-time-address';

describe('an address that is good once', () => {
  it('keeps its token from every server', () => {
    const address = new URL(
      oneTimeAddress('invitation', 'https://pos.example.com', {
        shop_code: 'corner',
        email: 'ana+1@example.com',
        token: 'a_b-c',
      }),
    );
    expect(address.pathname).toBe('/admin/join');
    expect(address.search).toBe('');
    expect(secretOf(address.hash)).toEqual({ shop_code: 'corner', email: 'ana+1@example.com', token: 'a_b-c' });
  });

  it('is still good when it was made before it said whom it is for', () => {
    expect(secretOf('#shop=corner&token=x')).toEqual({ shop_code: 'corner', email: '', token: 'x' });
  });

  it('is nothing when it was not copied as a whole', () => {
    for (const hash of ['', '#', '#shop=corner', '#token=x', '#shop=&token=x']) expect(secretOf(hash)).toBeNull();
  });
});
