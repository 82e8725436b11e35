import type { Order } from '@novapos/api';
import { expect, it } from 'vitest';
import { orderFile } from './order-file';

it('has a line for each line of the order, and no formula', () => {
  const line = {
    product_id: 'p1',
    name: '=Tea',
    quantity_milli: 1500,
    unit: 'kilogram',
    unit_price: { amount_minor: 250, per_milli: 1000 },
    net_minor: 315,
    tax_minor: 60,
    total_minor: 375,
  };
  const order = { lines: [line], currency: { code: 'EUR', exponent: 2 } } as unknown as Order;
  expect(orderFile(order)).toBe(
    'name,quantity,unit,price,price_per,net,tax,total,currency,product_id\r\n' +
      "'=Tea,1.500,kilogram,2.50,1.000,3.15,0.60,3.75,EUR,p1\r\n",
  );
});
