import { errorFromThrown } from '@novapos/api';
import { describeError } from '@novapos/core';
import type { TFunction } from 'i18next';
import { fieldErrorsOf } from '../field-errors';
import type { ProductForm } from '../products/product-form';
import type { RowFaults, RowField } from './family-draft';

/** A refusal of the server, taken apart: what belongs to the fields of all, and what to which row. */
export type FamilyRefusal = {
  fields: { field: keyof ProductForm; detail: string }[];
  rows: RowFaults;
  /** Everything that was said has its place in the form. */
  isPlaced: boolean;
};

const common: Readonly<Record<string, keyof ProductForm>> = {
  name: 'name',
  category_id: 'category_id',
  tax_category: 'tax_category',
  unit: 'unit',
  price: 'price',
};
const fieldOfCode: Readonly<Record<string, keyof ProductForm>> = {
  family_taken: 'name',
  unknown_category: 'category_id',
};
// What a row has no field for stands at its SKU.
const rowFields: Readonly<Record<string, RowField>> = { sku: 'sku', barcodes: 'barcodes', price: 'price' };

/** `sent` are the rows in the order in which they were sent: `/variants/2/sku` is the third one's. */
export function familyRefusalOf(t: TFunction, thrown: unknown, sent: readonly { key: string }[]): FamilyRefusal {
  const error = errorFromThrown(thrown);
  const fields: FamilyRefusal['fields'] = [];
  const rows: Record<string, Partial<Record<RowField, string>>> = {};
  const errors = fieldErrorsOf(error, t);
  let placed = 0;
  for (const { pointer, detail } of errors) {
    const [, part = '', place = '', inRow = ''] = pointer.split('/');
    const row = part === 'variants' ? sent[Number(place)] : undefined;
    const field = common[part];
    if (row) rows[row.key] = { ...rows[row.key], [rowFields[inRow] ?? 'sku']: detail };
    else if (field) fields.push({ field, detail });
    if (row || field) placed += 1;
  }
  const field = fieldOfCode[error.code];
  if (field) fields.push({ field, detail: describeError(t, error) });
  return { fields, rows, isPlaced: placed === errors.length && placed + (field ? 1 : 0) > 0 };
}
