import type { NewProduct, Product } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { z } from '../zod';
import { type PriceForm, priceFields, priceFormOf, priceOf } from './price-form';

/** A product as it stands in the form: everything as it is typed. */
export type ProductForm = PriceForm & {
  name: string;
  sku: string;
  /** One to a line. */
  barcodes: string;
  /** Empty: in no category. */
  category_id: string;
  tax_category: string;
  unit: Product['unit'];
};

export const emptyForm: ProductForm = {
  name: '',
  sku: '',
  barcodes: '',
  category_id: '',
  tax_category: 'standard',
  unit: 'piece',
  price: '',
  per: '1',
};

export const SKU_LENGTH_MAX = 64;
export const BARCODES_MAX = 20;
export const BARCODE_LENGTH_MAX = 48;

export const productForm = (currency: Currency) =>
  z.object({
    name: z.string().trim().min(1, 'product.invalid.name').max(200, 'product.invalid.nameLong'),
    sku: z.string().trim().min(1, 'product.invalid.sku').max(SKU_LENGTH_MAX, 'product.invalid.skuLong'),
    barcodes: z
      .string()
      .refine((text) => codesIn(text).length <= BARCODES_MAX, 'product.invalid.barcodesMany')
      .refine((text) => codesIn(text).every((code) => code.length <= BARCODE_LENGTH_MAX), 'product.invalid.barcodeLong')
      .refine((text) => new Set(codesIn(text)).size === codesIn(text).length, 'product.invalid.barcodeTwice'),
    category_id: z.string(),
    tax_category: z.string().min(1, 'product.invalid.tax'),
    unit: z.enum(['piece', 'kilogram', 'litre', 'metre']),
    ...priceFields(currency),
  });

export function formOf(product: Product, currency: Currency): ProductForm {
  return {
    name: product.name,
    sku: product.sku,
    barcodes: product.barcodes.join('\n'),
    category_id: product.category_id ?? '',
    tax_category: product.tax_category,
    unit: product.unit,
    ...priceFormOf(product.price, currency),
  };
}

/** What the form asks the server for; the form has been checked. */
export function bodyOf(form: ProductForm, currency: Currency): NewProduct {
  return {
    name: form.name.trim(),
    sku: form.sku.trim(),
    barcodes: codesIn(form.barcodes),
    category_id: form.category_id || null,
    tax_category: form.tax_category,
    unit: form.unit,
    price: priceOf(form, currency),
  };
}

/** Only what differs, so that nothing is put back that somebody else has changed meanwhile. */
export function changesBetween(before: NewProduct, after: NewProduct): Partial<NewProduct> {
  const differs = ([key, value]: [string, unknown]) =>
    JSON.stringify(value) !== JSON.stringify(before[key as keyof NewProduct]);
  return Object.fromEntries(Object.entries(after).filter(differs));
}

export function codesIn(text: string): string[] {
  return text.split(/\s+/).filter((code) => code !== '');
}
