import type { Product } from '@novapos/api';
import { type Currency, minorToDecimal, ONE_MILLI } from '@novapos/core';
import { parseDecimal } from '../decimal-text';
import { z } from '../zod';

export type Price = Product['price'];
/** A price as it is typed: so much, for so many of the unit. */
export type PriceForm = { price: string; per: string };

const MILLI_PLACES = 3;

/** The fields of a price in a form. */
export const priceFields = ({ exponent }: Currency) => ({
  price: z.string().refine((text) => parseDecimal(text, exponent) !== null, 'product.invalid.price'),
  per: z.string().refine((text) => (parseDecimal(text, MILLI_PLACES) ?? 0) > 0, 'product.invalid.per'),
});

export function priceFormOf(price: Price, { exponent }: Currency): PriceForm {
  return {
    price: minorToDecimal(price.amount_minor, exponent),
    per: minorToDecimal(price.per_milli, MILLI_PLACES).replace(/\.?0+$/, ''),
  };
}

/** What the fields say; they have been checked. */
export function priceOf(form: PriceForm, { exponent }: Currency): Price {
  return {
    amount_minor: parseDecimal(form.price, exponent) ?? 0,
    per_milli: parseDecimal(form.per, MILLI_PLACES) ?? ONE_MILLI,
  };
}
