import { ApiError } from '@novapos/api';
import type { TFunction } from 'i18next';
import { expect, it } from 'vitest';
import { familyRefusalOf } from './family-refusal';

const sent = [{ key: 'S' }, { key: 'M' }];

const words: Record<string, string> = { 'errors.family_taken': 'Vergeben.', 'faults.sku_taken': 'Gibt es schon.' };
const t = ((key: string, { defaultValue }: { defaultValue: string }) =>
  words[key] ?? defaultValue) as unknown as TFunction;

const refused = (code: string, errors: { pointer: string; code?: string; detail: string }[] = []) =>
  new ApiError({ status: 409, code, detail: 'It is taken. Choose another.', extra: { errors } });

it('puts what the server says at the row that it is about', () => {
  const { rows, fields, isPlaced } = familyRefusalOf(
    t,
    refused('invalid_body', [
      { pointer: '/variants/1/sku', detail: 'another product has this SKU' },
      { pointer: '/variants/0/barcodes/2', detail: 'this is no barcode' },
      { pointer: '/variants/0/values', detail: 'another has the same values' },
    ]),
    sent,
  );
  expect(rows).toEqual({
    M: { sku: 'Another product has this SKU.' },
    S: { barcodes: 'This is no barcode.', sku: 'Another has the same values.' },
  });
  expect(fields).toEqual([]);
  expect(isPlaced).toBe(true);
});

it('says in the words of everybody what is taken', () => {
  const thrown = refused('sku_taken', [
    { pointer: '/variants/1/sku', code: 'sku_taken', detail: 'another product has this SKU' },
  ]);
  expect(familyRefusalOf(t, thrown, sent).rows).toEqual({ M: { sku: 'Gibt es schon.' } });
});

it('puts a taken name at the name', () => {
  expect(familyRefusalOf(t, refused('family_taken'), sent)).toEqual({
    fields: [{ field: 'name', detail: 'Vergeben.' }],
    rows: {},
    isPlaced: true,
  });
});

it('says as a whole what has no place', () => {
  expect(familyRefusalOf(t, refused('busy'), sent).isPlaced).toBe(false);
  expect(
    familyRefusalOf(t, refused('invalid_body', [{ pointer: '/options/0/name', detail: 'long' }]), sent).isPlaced,
  ).toBe(false);
});
