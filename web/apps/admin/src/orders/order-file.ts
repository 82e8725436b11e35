import type { Order } from '@novapos/api';
import { minorToDecimal } from '@novapos/core';
import { tableFile } from '../lists/table-file';

/** The lines of an order as a CSV file, as they were sold. */
export function orderFile({ lines, currency }: Order): string {
  const money = (amount_minor: number) => minorToDecimal(amount_minor, currency.exponent);
  return tableFile(lines, {
    name: ({ name }) => name,
    quantity: ({ quantity_milli }) => minorToDecimal(quantity_milli, 3),
    unit: ({ unit }) => unit,
    price: ({ unit_price }) => money(unit_price.amount_minor),
    price_per: ({ unit_price }) => minorToDecimal(unit_price.per_milli, 3),
    net: ({ net_minor }) => money(net_minor),
    tax: ({ tax_minor }) => money(tax_minor),
    total: ({ total_minor }) => money(total_minor),
    currency: () => currency.code,
    product_id: ({ product_id }) => product_id,
  });
}
