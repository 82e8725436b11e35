import type { Product } from '@novapos/api';
import { type Currency, formatUnitPrice } from '@novapos/core';

/** What a product costs in a row of a list, and for how much of it where that is not one piece. */
export function PriceCell({ product, currency }: { product: Pick<Product, 'price' | 'unit'>; currency: Currency }) {
  const { amount, per } = formatUnitPrice(product.price, product.unit, currency);
  return (
    <>
      <span className="font-semibold">{amount}</span>
      {per && <span className="text-sm text-ink-soft max-md:block"> {per}</span>}
    </>
  );
}
