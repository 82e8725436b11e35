import type { Product } from '@novapos/api';
import { expect, it } from 'vitest';
import { familyFile } from './family-file';

it('has a line for each variant, with the values of the family and no formula', () => {
  const variant = {
    id: 'p1',
    name: '@Shirt M red',
    sku: 'SHIRT-M-RED',
    barcodes: ['4006381333931', '77'],
    price: { amount_minor: 1999, per_milli: 1000 },
    variant: { options: [{ value: 'M' }, { value: 'red' }] },
    active: false,
  } as unknown as Product;
  expect(familyFile([variant], { code: 'EUR', exponent: 2 })).toBe(
    'variant,name,sku,barcodes,price,price_per,currency,active,product_id\r\n' +
      "M · red,'@Shirt M red,SHIRT-M-RED,4006381333931 77,19.99,1.000,EUR,no,p1\r\n",
  );
});
