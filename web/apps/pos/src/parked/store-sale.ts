import type { NewParkedSale, StoreParkedSale } from '@novapos/api';
import type { Cart, CartLine, Discount } from '../cart/cart';
import type { GoodsAtHand } from '../catalog/catalog-client';
import type { ParkedSale } from './parked-sale';

/** What the store is told: always the same of the same sale, so that it may be told again. */
export function bodyOf({ id, name, cart }: ParkedSale, register_id: string): NewParkedSale {
  const lines = cart.lines.map(({ id, product_id, quantity_milli, price_override, discount, note }) => ({
    id,
    product_id,
    quantity_milli,
    ...(price_override && { price_override }),
    ...(discount && { discount }),
    ...(note && { note }),
  }));
  const { discount, note } = cart;
  return { id, register_id, label: name, cart: { lines, ...(discount && { discount }), ...(note && { note }) } };
}

/** A sale that another register has put aside, as this one sells it. What is not sold here any more is called `goneName`. */
export function fromStore(sale: StoreParkedSale, goods: GoodsAtHand, goneName: string): ParkedSale {
  const { id, label, by, at } = sale;
  const lines = sale.cart.lines.map((line): CartLine => {
    const { id, product_id, quantity_milli, price_override, note } = line;
    const { name = goneName, unit = 'piece' } = goods.get(product_id) ?? {};
    return {
      ...{ id, product_id, name, unit, quantity_milli },
      ...(price_override && { price_override }),
      ...percentOff(line),
      ...(note && { note }),
    };
  });
  const { note } = sale.cart;
  const cart: Cart = { lines, ...percentOff(sale.cart), ...(note && { note }), refused_as: null };
  return { id, name: label, cart, prices: [], due_minor: null, parked_at: at, parked_by: by.name, state: 'shared' };
}

/** Tills take off parts only, never amounts. */
function percentOff({ discount }: Pick<StoreParkedSale['cart'], 'discount'>): { discount?: Discount } {
  if (typeof discount?.rate_micro !== 'number') return {};
  return { discount: { rate_micro: discount.rate_micro, reason: discount.reason } };
}
