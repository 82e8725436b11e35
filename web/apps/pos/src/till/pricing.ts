import type { CatalogItem, PricingSettings } from '@novapos/api';
import { businessDate } from '@novapos/core';
import {
  type Discount,
  type PriceEntry,
  type Pricing,
  PricingError,
  type Quote,
  type Settings,
  type UnitPrice,
} from '@novapos/pricing';
import type { Cart } from '../cart/cart';
import type { GoodsAtHand } from '../catalog/catalog-client';
import type { TillSetup } from './open-drawer';

export type CartQuote = Quote & {
  rev: number;
  /** Lines that have no price here and now, because their goods are not sold any more or not priced yet: they must go. */
  unpriced_line_ids: string[];
};

type Terms = { setup: TillSetup; goods: GoodsAtHand; rev: number };

/** The cart as the one pricing engine sees it, for this register at this moment. */
export function quoteCart(pricing: Pricing, { setup, goods, rev }: Terms, cart: Cart, now_ms: number): CartQuote {
  const place = context(setup, now_ms);
  const off = percent(cart.discount);
  const cart_discounts = off ? [off] : [];
  let lines = cart.lines.flatMap(({ id, product_id, quantity_milli, price_override = null, discount }) => {
    const item = goods.get(product_id);
    return item
      ? [
          {
            input: { id, quantity_milli, price_override: unitPrice(price_override), discount: percent(discount) },
            item: priced(item),
          },
        ]
      : [];
  });
  for (;;) {
    try {
      const quote = pricing.quote({ ...place, lines, cart_discounts });
      const pricedIds = new Set(lines.map((line) => line.input.id));
      return { ...quote, rev, unpriced_line_ids: cart.lines.map(({ id }) => id).filter((id) => !pricedIds.has(id)) };
    } catch (thrown) {
      if (!(thrown instanceof PricingError) || lines.length === 0) throw thrown;
      // One line that can't be priced must not hide the rest; a refusal that names none of them is about them all.
      const others = lines.filter((line) => line.input.id !== thrown.line);
      lines = others.length < lines.length ? others : [];
    }
  }
}

/** What one of each costs here and now, asked of the same engine that prices the cart. */
export function unitPrices(
  pricing: Pricing,
  setup: TillSetup,
  items: readonly CatalogItem[],
  now_ms: number,
): Map<string, UnitPrice> {
  return new Map(
    items.flatMap(({ id, prices }) => {
      const price = unitPriceOf(pricing, setup, prices, now_ms);
      return price ? [[id, price]] : [];
    }),
  );
}

/** What of these prices holds here and now. */
export function unitPriceOf(
  pricing: Pricing,
  setup: TillSetup,
  prices: CatalogItem['prices'],
  now_ms: number,
): UnitPrice | null {
  return pricing.priceFor({ prices: prices.map(priceEntry), scope: scopeOf(setup), at: now_ms });
}

/** What so much of it costs by the shelf's price, before tax on top. Null where it has none. */
export function lineSubtotal(
  pricing: Pricing,
  setup: TillSetup,
  item: CatalogItem,
  quantity_milli: number,
  now_ms: number,
): number | null {
  const line = { input: { id: item.id, quantity_milli }, item: priced(item) };
  try {
    return pricing.quote({ ...context(setup, now_ms), lines: [line] }).lines[0]?.subtotal_minor ?? null;
  } catch (thrown) {
    if (thrown instanceof PricingError) return null;
    throw thrown;
  }
}

/** The engine wants the price, not why it is so. */
function unitPrice(price: UnitPrice | null): UnitPrice | null {
  return price && { amount_minor: price.amount_minor, per_milli: price.per_milli };
}

/** The engine wants the part, not why it is taken off. */
function percent(discount: Cart['discount']): Discount | null {
  return discount ? { type: 'percent', rate_micro: discount.rate_micro } : null;
}

function context(setup: TillSetup, now_ms: number) {
  return {
    settings: engineSettings(setup.pricing),
    scope: scopeOf(setup),
    at: now_ms,
    on: setup.drawer?.business_date ?? businessDate(now_ms, setup.store),
  };
}

function scopeOf({ store, register }: TillSetup) {
  return { store: store.id, register: register.id };
}

function priced({ prices, tax_category }: CatalogItem) {
  return { prices: prices.map(priceEntry), tax_category };
}

/** What the API leaves out where there is nothing, the engine wants to see as nothing. */
function priceEntry(price: CatalogItem['prices'][number]): PriceEntry {
  return { ...price, from: price.from ?? null, until: price.until ?? null };
}

function engineSettings({ currency, cash_rounding, tax_rules, ...rest }: PricingSettings): Settings {
  return {
    ...rest,
    currency: { code: currency.code, exponent: engineExponent(currency.exponent) },
    cash_rounding: cash_rounding ?? null,
    tax_rules: tax_rules.map(({ rates, ...rule }) => ({
      ...rule,
      from: rule.from ?? null,
      until: rule.until ?? null,
      rates: rates.map((rate) => ({ ...rate, compound: rate.compound ?? false })),
    })),
  };
}

function engineExponent(exponent: number): Settings['currency']['exponent'] {
  if (exponent === 0 || exponent === 2 || exponent === 3) return exponent;
  throw new RangeError(`no store sells in a currency with ${exponent} decimal places`);
}
