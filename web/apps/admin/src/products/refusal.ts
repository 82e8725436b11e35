import { errorFromThrown } from '@novapos/api';
import { describeError } from '@novapos/core';
import type { TFunction } from 'i18next';
import { fieldErrorsOf, partOf } from '../field-errors';
import { z } from '../zod';
import type { ProductForm } from './product-form';

type Field = keyof ProductForm;

/** A refusal of the server, taken apart: what belongs to which field of the form, and who has a code that is taken. */
export type Refusal = {
  fields: { field: Field; detail: string }[];
  /** Somebody saved this product after it was read. */
  isChanged: boolean;
  /** The product that has the SKU or barcode: by its id, or only by what finds it. */
  holder: { product_id: string } | { query: string } | null;
};

const fieldOfCode: Readonly<Record<string, Field>> = {
  sku_taken: 'sku',
  barcode_taken: 'barcodes',
  unknown_category: 'category_id',
};

const fieldOfPointer: Readonly<Record<string, Field>> = {
  name: 'name',
  sku: 'sku',
  barcodes: 'barcodes',
  category_id: 'category_id',
  tax_category: 'tax_category',
  unit: 'unit',
  price: 'price',
};

const extra = z.object({
  barcode: z.string().optional().catch(undefined),
  product_id: z.string().optional().catch(undefined),
});

export function refusalOf(t: TFunction, thrown: unknown, sent: { sku: string }): Refusal {
  const error = errorFromThrown(thrown);
  const { barcode, product_id } = extra.parse(error.extra);
  const fields = fieldErrorsOf(error, t).flatMap(({ pointer, detail }) => {
    const field = fieldAt(pointer);
    return field ? [{ field, detail }] : [];
  });
  const field = fieldOfCode[error.code];
  if (field) fields.push({ field, detail: describeError(t, error) });
  return { fields, isChanged: error.code === 'product_changed', holder: holderOf() };

  function holderOf(): Refusal['holder'] {
    if (product_id) return { product_id };
    if (error.code === 'sku_taken') return { query: sent.sku };
    return error.code === 'barcode_taken' && barcode ? { query: barcode } : null;
  }
}

/** `/barcodes/3` is a matter of the barcodes. */
function fieldAt(pointer: string): Field | undefined {
  if (pointer === '/price/per_milli') return 'per';
  return fieldOfPointer[partOf(pointer)];
}
