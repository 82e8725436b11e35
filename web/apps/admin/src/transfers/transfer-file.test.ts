import { expect, it } from 'vitest';
import { transferFile } from './transfer-file';

it('has a line for each product, also for one that the catalogue no longer names', () => {
  const sums = { shipped_milli: 2500, received_milli: 1000, resolved_milli: 0, in_transit_milli: 1500 };
  const product = { id: 'p1', name: '+Tea', sku: 'TEA', unit: 'kilogram', active: true } as const;
  expect(
    transferFile([
      { product_id: 'p1', product, ...sums },
      { product_id: 'p2', product: null, ...sums },
    ]),
  ).toBe(
    'sku,name,unit,shipped,received,resolved,in_transit,product_id\r\n' +
      "TEA,'+Tea,kilogram,2.500,1.000,0.000,1.500,p1\r\n" +
      ',,,2.500,1.000,0.000,1.500,p2\r\n',
  );
});
