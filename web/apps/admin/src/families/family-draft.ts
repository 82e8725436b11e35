import type { NewFamily, NewProduct } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { parseDecimal } from '../decimal-text';
import { BARCODE_LENGTH_MAX, BARCODES_MAX, codesIn, SKU_LENGTH_MAX } from '../products/product-form';
import { combinationsOf, keyOf } from './combinations';
import { hasSign, isSameValue, NAME_LENGTH_MAX, VARIANTS_MAX } from './option-values';
import { skuOf } from './variant-sku';

/** An option as it stands in the form. */
export type OptionDraft = { id: string; name: string; values: readonly string[] };

/** What was typed for one combination; a SKU that was not is made of the stem and the values. */
export type RowDraft = { sku?: string; barcodes?: string; price?: string; isLeftOut?: boolean };
export type RowDrafts = Readonly<Record<string, RowDraft>>;

export type Row = {
  key: string;
  values: readonly string[];
  sku: string;
  barcodes: string;
  /** Empty: the price of all. */
  price: string;
  isLeftOut: boolean;
};

/** The options that already have something to combine. */
export function optionsInUse(options: readonly OptionDraft[]): OptionDraft[] {
  return options.filter(({ values }) => values.length > 0);
}

export function rowsOf(options: readonly OptionDraft[], drafts: RowDrafts, stem: string): Row[] {
  return combinationsOf(optionsInUse(options)).map((values) => {
    const key = keyOf(values);
    const { sku = skuOf(stem, values), barcodes = '', price = '', isLeftOut = false } = drafts[key] ?? {};
    return { key, values, sku, barcodes, price, isLeftOut };
  });
}

export type RowField = 'sku' | 'barcodes' | 'price';
export type RowFaults = Readonly<Record<string, Partial<Record<RowField, string>>>>;
export type OptionFaults = Readonly<Record<string, { name?: string; values?: string }>>;

function wrongText(text: string): string | null {
  if (text.length > NAME_LENGTH_MAX) return 'family.invalid.tooLong';
  return hasSign(text) ? 'family.invalid.sign' : null;
}

/** Which words say what is wrong with each option. */
export function optionFaults(options: readonly OptionDraft[]): OptionFaults {
  const faults: Record<string, { name?: string; values?: string }> = {};
  options.forEach(({ id, name, values }, index) => {
    const isTwice = options.slice(0, index).some((other) => isSameValue(other.name.trim(), name.trim()));
    const wrongName =
      name.trim() === ''
        ? 'family.invalid.optionName'
        : (wrongText(name.trim()) ?? (isTwice ? 'family.invalid.optionTwice' : null));
    const wrongValues =
      values.length === 0 ? 'family.invalid.values' : (values.map(wrongText).find((wrong) => wrong !== null) ?? null);
    if (wrongName || wrongValues)
      faults[id] = { ...(wrongName && { name: wrongName }), ...(wrongValues && { values: wrongValues }) };
  });
  return faults;
}

/** Which words say what is wrong with each row that is to be made. */
export function rowFaults(rows: readonly Row[], { exponent }: Currency): RowFaults {
  const made = rows.filter(({ isLeftOut }) => !isLeftOut);
  const skus = countOf(made.map(({ sku }) => sku.trim().toLowerCase()));
  const barcodes = countOf(made.flatMap((row) => codesIn(row.barcodes)));
  const faults: Record<string, Partial<Record<RowField, string>>> = {};
  for (const row of made) {
    const sku = wrongSku(row.sku.trim());
    const codes = wrongBarcodes(codesIn(row.barcodes));
    const price =
      row.price.trim() === '' || parseDecimal(row.price, exponent) !== null ? null : 'product.invalid.price';
    if (sku || codes || price)
      faults[row.key] = { ...(sku && { sku }), ...(codes && { barcodes: codes }), ...(price && { price }) };
  }
  return faults;

  function wrongSku(sku: string): string | null {
    if (sku === '') return 'product.invalid.sku';
    if (sku.length > SKU_LENGTH_MAX) return 'product.invalid.skuLong';
    return (skus.get(sku.toLowerCase()) ?? 0) > 1 ? 'family.invalid.skuTwice' : null;
  }

  function wrongBarcodes(codes: readonly string[]): string | null {
    if (codes.length > BARCODES_MAX) return 'product.invalid.barcodesMany';
    if (codes.some((code) => code.length > BARCODE_LENGTH_MAX)) return 'product.invalid.barcodeLong';
    return codes.some((code) => (barcodes.get(code) ?? 0) > 1) ? 'family.invalid.barcodeTwice' : null;
  }
}

/** Which words say why these rows make no family, if so. */
export function wholeFault(options: readonly OptionDraft[], rows: readonly Row[]): string | null {
  if (options.length === 0) return 'family.invalid.optionNone';
  const count = rows.filter(({ isLeftOut }) => !isLeftOut).length;
  if (count > VARIANTS_MAX) return 'family.invalid.tooMany';
  return count === 0 ? 'family.invalid.variants' : null;
}

/** What the form asks the server for; it has been checked. */
export function bodyOf(
  common: NewProduct,
  options: readonly OptionDraft[],
  rows: readonly Row[],
  { exponent }: Currency,
): NewFamily {
  return {
    name: common.name,
    category_id: common.category_id ?? null,
    tax_category: common.tax_category,
    ...(common.unit && { unit: common.unit }),
    price: common.price,
    options: options.map(({ name, values }) => ({ name: name.trim(), values: [...values] })),
    variants: rows
      .filter(({ isLeftOut }) => !isLeftOut)
      .map(({ values, sku, barcodes, price }) => {
        const own = price.trim() === '' ? null : parseDecimal(price, exponent);
        return {
          values: [...values],
          sku: sku.trim(),
          barcodes: codesIn(barcodes),
          price: own === null ? null : { ...common.price, amount_minor: own },
        };
      }),
  };
}

function countOf(codes: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
