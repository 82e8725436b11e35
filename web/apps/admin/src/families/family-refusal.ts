import { errorFromThrown } from '@novapos/api';
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

// What these say of the whole is what is to be said at each place, and there are words for it in every language.
const saidOfEach = ['sku_taken', 'barcode_taken'];

/**
 * `sent` are the rows in the order in which they were sent: `/variants/2/sku` is the third one's. `described` is what people read for the
 * refusal as a whole.
 */
export function familyRefusalOf(thrown: unknown, sent: readonly { key: string }[], described: string): FamilyRefusal {
  const error = errorFromThrown(thrown);
  const fields: FamilyRefusal['fields'] = [];
  const rows: Record<string, Partial<Record<RowField, string>>> = {};
  const errors = fieldErrorsOf(error);
  let placed = 0;
  for (const { pointer, ...said } of errors) {
    const detail = saidOfEach.includes(error.code) ? described : said.detail;
    const [, part = '', place = '', inRow = ''] = pointer.split('/');
    const row = part === 'variants' ? sent[Number(place)] : undefined;
    const field = common[part];
    if (row) rows[row.key] = { ...rows[row.key], [rowFields[inRow] ?? 'sku']: detail };
    else if (field) fields.push({ field, detail });
    if (row || field) placed += 1;
  }
  const field = fieldOfCode[error.code];
  if (field) fields.push({ field, detail: described });
  return { fields, rows, isPlaced: placed === errors.length && placed + (field ? 1 : 0) > 0 };
}
