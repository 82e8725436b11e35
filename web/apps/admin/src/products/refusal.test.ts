import { ApiError } from '@novapos/api';
import { describe, expect, it } from 'vitest';
import { refusalOf } from './refusal';

const refused = (code: string, extra: Record<string, unknown> = {}) =>
  refusalOf(new ApiError({ code, detail: 'No.', status: 422, extra }), { sku: 'A-1' });

describe('a refusal', () => {
  it('finds the field of each pointer', () => {
    const errors = [
      { pointer: '/barcodes/3', code: 'too_long', detail: 'a barcode is too long' },
      { pointer: '/price/per_milli', code: 'out_of_range', detail: 'out of range' },
      { pointer: '/price/amount_minor', code: 'out_of_range', detail: 'out of range' },
      { pointer: '/unheard_of', code: 'x', detail: 'x' },
    ];
    expect(refused('invalid_body', { errors }).fields).toEqual([
      { field: 'barcodes', detail: 'A barcode is too long.' },
      { field: 'per', detail: 'Out of range.' },
      { field: 'price', detail: 'Out of range.' },
    ]);
  });

  it('knows who has what is taken', () => {
    expect(refused('barcode_taken', { barcode: '1', product_id: 'p' }).holder).toEqual({ product_id: 'p' });
    expect(refused('barcode_taken', { barcode: '1' }).holder).toEqual({ query: '1' });
    expect(refused('sku_taken').holder).toEqual({ query: 'A-1' });
    expect(refused('forbidden').holder).toBeNull();
  });

  it('tells a change by somebody else from everything else', () => {
    expect(refused('product_changed').isChanged).toBe(true);
    expect(refused('invalid_body').isChanged).toBe(false);
  });
});
