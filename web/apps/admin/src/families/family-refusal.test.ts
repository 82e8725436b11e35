import { ApiError } from '@novapos/api';
import { expect, it } from 'vitest';
import { familyRefusalOf } from './family-refusal';

const sent = [{ key: 'S' }, { key: 'M' }];

const refused = (code: string, errors: { pointer: string; detail: string }[] = []) =>
  new ApiError({ status: 409, code, detail: 'It is taken. Choose another.', extra: { errors } });

it('puts what the server says at the row that it is about', () => {
  const { rows, fields, isPlaced } = familyRefusalOf(
    refused('invalid_body', [
      { pointer: '/variants/1/sku', detail: 'another product has this SKU' },
      { pointer: '/variants/0/barcodes/2', detail: 'this is no barcode' },
      { pointer: '/variants/0/values', detail: 'another has the same values' },
    ]),
    sent,
    'Vergeben.',
  );
  expect(rows).toEqual({
    M: { sku: 'Another product has this SKU.' },
    S: { barcodes: 'This is no barcode.', sku: 'Another has the same values.' },
  });
  expect(fields).toEqual([]);
  expect(isPlaced).toBe(true);
});

it('says in the words of everybody what is taken', () => {
  const thrown = refused('sku_taken', [{ pointer: '/variants/1/sku', detail: 'another product has this SKU' }]);
  expect(familyRefusalOf(thrown, sent, 'Vergeben.').rows).toEqual({ M: { sku: 'Vergeben.' } });
});

it('puts a taken name at the name', () => {
  expect(familyRefusalOf(refused('family_taken'), sent, 'Vergeben.')).toEqual({
    fields: [{ field: 'name', detail: 'Vergeben.' }],
    rows: {},
    isPlaced: true,
  });
});

it('says as a whole what has no place', () => {
  expect(familyRefusalOf(refused('busy'), sent, 'Vergeben.').isPlaced).toBe(false);
  expect(
    familyRefusalOf(refused('invalid_body', [{ pointer: '/options/0/name', detail: 'long' }]), sent, 'Vergeben.')
      .isPlaced,
  ).toBe(false);
});
