import { ApiError } from '@novapos/api';
import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { refusalOf } from './refusal';

/** Knows one code and one fault, as a catalogue of another language does. */
const words: Record<string, string> = { 'errors.sku_taken': 'Vergeben.', 'faults.malformed': 'Falsch geschrieben.' };
const t = ((key: string, { defaultValue }: { defaultValue: string }) =>
  words[key] ?? defaultValue) as unknown as TFunction;

const refused = (code: string, extra: Record<string, unknown> = {}) =>
  refusalOf(t, new ApiError({ code, detail: 'No.', status: 422, extra }), { sku: 'A-1' });

describe('a refusal', () => {
  it('finds the field of each pointer', () => {
    const errors = [
      { pointer: '/barcodes/3', code: 'too_long', detail: 'a barcode is too long' },
      { pointer: '/price/per_milli', code: 'out_of_range', detail: 'out of range' },
      { pointer: '/price/amount_minor', code: 'out_of_range', detail: 'out of range' },
      { pointer: '/name', code: 'malformed', detail: 'a name has no control characters' },
      { pointer: '/unheard_of', code: 'x', detail: 'x' },
    ];
    expect(refused('invalid_body', { errors }).fields).toEqual([
      { field: 'barcodes', detail: 'A barcode is too long.' },
      { field: 'per', detail: 'Out of range.' },
      { field: 'price', detail: 'Out of range.' },
      { field: 'name', detail: 'Falsch geschrieben.' },
    ]);
  });

  it('says in the words of the reader what is taken', () => {
    expect(refused('sku_taken').fields).toEqual([{ field: 'sku', detail: 'Vergeben.' }]);
    expect(refused('barcode_taken').fields).toEqual([{ field: 'barcodes', detail: 'No.' }]);
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
