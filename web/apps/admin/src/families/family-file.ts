import type { Product } from '@novapos/api';
import { type Currency, minorToDecimal } from '@novapos/core';
import { tableFile } from '../lists/table-file';
import { variantText } from './variant-text';

/** The variants of a family as a CSV file. */
export function familyFile(variants: readonly Product[], currency: Currency): string {
  return tableFile(variants, {
    variant: ({ variant }) => variantText(variant),
    name: ({ name }) => name,
    sku: ({ sku }) => sku,
    barcodes: ({ barcodes }) => barcodes.join(' '),
    price: ({ price }) => minorToDecimal(price.amount_minor, currency.exponent),
    price_per: ({ price }) => minorToDecimal(price.per_milli, 3),
    currency: () => currency.code,
    active: ({ active }) => (active ? 'yes' : 'no'),
    product_id: ({ id }) => id,
  });
}
