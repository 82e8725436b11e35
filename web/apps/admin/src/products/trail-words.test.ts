import { describe, expect, it } from 'vitest';
import { changesOf } from './trail-words';

const before = {
  name: 'Pear',
  sku: 'P',
  barcodes: ['1'],
  category_id: null,
  price: { amount_minor: 100, per_milli: 1000 },
};

describe('what a change of the trail changed', () => {
  it('is each field that differs', () => {
    const after = { ...before, name: 'Apple', barcodes: ['1', '2'] };
    expect(changesOf({ before, after }).map(({ field }) => field)).toEqual(['name', 'barcodes']);
  });

  it('is nothing where a product was made', () => expect(changesOf({ before: null, after: before })).toEqual([]));

  it('does not stumble over a form that it does not know', () =>
    expect(changesOf({ before: { name: 7 }, after: before }).map(({ field }) => field)).toContain('name'));
});
