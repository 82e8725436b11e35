import { describe, expect, it } from 'vitest';
import { receiptPreview } from './receipt-preview';

const sample = {
  language: 'en' as const,
  header: '',
  footer: '',
  goods: '…',
  store_name: 'Market Square',
  series: 'A1',
  cashier: 'Ana',
};
const lines = (header: string) => receiptPreview({ ...sample, header }).split('\n');

describe('how a receipt begins and ends', () => {
  it('ends with the footer, or with thanks', () => {
    expect(lines('').at(-1)?.trim()).toBe('Thank you!');
    const text = receiptPreview({ ...sample, footer: 'Open 8 to 20\n\nCome again' });
    expect(text.split('\n').slice(-3)).toEqual([
      '-'.repeat(42),
      `${' '.repeat(15)}Open 8 to 20`,
      `${' '.repeat(16)}Come again`,
    ]);
  });

  it('centres each line of the header on 42 characters', () => {
    expect(lines('Corner Shop Ltd\n\n  Main Street 1  ').slice(0, 3)).toEqual([
      `${' '.repeat(13)}Corner Shop Ltd`,
      `${' '.repeat(14)}Main Street 1`,
      '-'.repeat(42),
    ]);
  });

  it('has the store’s name where there is no header', () => {
    expect(lines(' \n ')[0]?.trim()).toBe('Market Square');
  });

  it('breaks long lines at spaces, and long words anywhere', () => {
    const long = lines(`${'x'.repeat(50)} a header that is a good deal wider than any receipt`);
    expect(long.every((line) => [...line].length <= 42)).toBe(true);
    expect(long[0]).toBe('x'.repeat(42));
    expect(long[1]?.trim()).toBe(`${'x'.repeat(8)} a header that is a good deal`);
  });
});
