import type { Product } from '@novapos/api';
import { describe, expect, it } from 'vitest';
import { bodyOf, changesBetween, formOf, productForm } from './product-form';

const euro = { code: 'EUR', exponent: 2 };
const cheese: Product = {
  id: 'a',
  name: 'Cheddar',
  sku: 'CH-1',
  barcodes: ['4006381333931', '96385074'],
  category_id: null,
  tax_category: 'standard',
  unit: 'kilogram',
  price: { amount_minor: 1499, per_milli: 10_000 },
  store_prices: [],
  image: null,
  active: true,
  rev: 7,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

describe('the form of a product', () => {
  it('shows a price as people write it', () => {
    expect(formOf(cheese, euro)).toMatchObject({ price: '14.99', per: '10', barcodes: '4006381333931\n96385074' });
  });

  it('untouched asks for no change', () => {
    const form = formOf(cheese, euro);
    expect(changesBetween(bodyOf(form, euro), bodyOf(form, euro))).toEqual({});
  });

  it('asks for what was changed, and for nothing else', () => {
    const form = formOf(cheese, euro);
    const after = { ...form, price: '15,49', barcodes: '4006381333931' };
    expect(changesBetween(bodyOf(form, euro), bodyOf(after, euro))).toEqual({
      price: { amount_minor: 1549, per_milli: 10_000 },
      barcodes: ['4006381333931'],
    });
  });

  it.each([
    ['price', '2.505', 'product.invalid.price'],
    ['price', '', 'product.invalid.price'],
    ['per', '0', 'product.invalid.per'],
    ['name', '  ', 'product.invalid.name'],
    ['barcodes', '1 1', 'product.invalid.barcodeTwice'],
    ['barcodes', Array.from({ length: 21 }, (_, index) => index).join('\n'), 'product.invalid.barcodesMany'],
  ])('refuses %s “%s”', (field, text, message) => {
    const { error } = productForm(euro).safeParse({ ...formOf(cheese, euro), [field]: text });
    expect(error?.issues.map((issue) => issue.message)).toEqual([message]);
  });
});
