import { expect, it } from 'vitest';
import { keyOf } from './combinations';
import { bodyOf, optionFaults, type RowDrafts, rowFaults, rowsOf, wholeFault } from './family-draft';

const euro = { code: 'EUR', exponent: 2 };
const options = [
  { id: 'a', name: 'Size', values: ['S', 'M'] },
  { id: 'b', name: ' Colour ', values: ['red'] },
];
const common = {
  name: 'Shirt',
  sku: 'SHIRT',
  barcodes: [],
  category_id: null,
  tax_category: 'standard',
  unit: 'piece' as const,
  price: { amount_minor: 1290, per_milli: 1000 },
};
const small = keyOf(['S', 'red']);
const medium = keyOf(['M', 'red']);
const rowsWith = (drafts: RowDrafts) => rowsOf(options, drafts, 'SHIRT');

it('makes a row of each combination, with the SKU of the stem until another is typed', () => {
  const rows = rowsWith({ [medium]: { sku: 'OWN' } });
  expect(rows.map(({ sku }) => sku)).toEqual(['SHIRT-S-RED', 'OWN']);
  // An option that has no value yet leaves the others their rows.
  expect(rowsOf([...options, { id: 'c', name: '', values: [] }], {}, 'SHIRT')).toHaveLength(2);
});

it('asks for what is to be made and for nothing that is left out', () => {
  const rows = rowsWith({
    [small]: { isLeftOut: true, sku: '' },
    [medium]: { price: '14,5', barcodes: '4006381333931 12345670', sku: ' OWN ' },
  });
  expect(rowFaults(rows, euro)).toEqual({});
  expect(bodyOf(common, options, rows, euro)).toEqual({
    name: 'Shirt',
    category_id: null,
    tax_category: 'standard',
    unit: 'piece',
    price: { amount_minor: 1290, per_milli: 1000 },
    options: [
      { name: 'Size', values: ['S', 'M'] },
      { name: 'Colour', values: ['red'] },
    ],
    variants: [
      {
        values: ['M', 'red'],
        sku: 'OWN',
        barcodes: ['4006381333931', '12345670'],
        price: { amount_minor: 1450, per_milli: 1000 },
      },
    ],
  });
  expect(bodyOf(common, options, rowsWith({}), euro).variants?.[0]?.price).toBeNull();
});

it.each([
  ['no SKU', { sku: ' ' }, { sku: 'product.invalid.sku' }],
  ['a long SKU', { sku: 'X'.repeat(65) }, { sku: 'product.invalid.skuLong' }],
  ['the SKU of another row', { sku: 'shirt-s-red' }, { sku: 'family.invalid.skuTwice' }],
  ['a barcode twice', { barcodes: '111 111' }, { barcodes: 'family.invalid.barcodeTwice' }],
  ['no price', { price: 'much' }, { price: 'product.invalid.price' }],
])('finds %s in a row', (_what, draft, fault) => {
  expect(rowFaults(rowsWith({ [medium]: draft }), euro)[medium]).toEqual(fault);
});

it.each([
  ['no name', { name: ' ' }, { name: 'family.invalid.optionName' }],
  ['the name of another', { name: 'size' }, { name: 'family.invalid.optionTwice' }],
  ['a sign in its name', { name: 'a=b' }, { name: 'family.invalid.sign' }],
  ['no value', { values: [] }, { values: 'family.invalid.values' }],
  ['a long value', { values: ['x'.repeat(41)] }, { values: 'family.invalid.tooLong' }],
])('finds an option with %s', (_what, changes, fault) => {
  const [first, second] = options;
  if (!first || !second) throw new Error('there are two');
  expect(optionFaults([first, { ...second, ...changes }])).toEqual({ b: fault });
});

it('makes no family of nothing, nor of too much', () => {
  expect(wholeFault([], [])).toBe('family.invalid.optionNone');
  expect(wholeFault(options, rowsWith({ [small]: { isLeftOut: true }, [medium]: { isLeftOut: true } }))).toBe(
    'family.invalid.variants',
  );
  const many = { id: 'c', name: 'Number', values: Array.from({ length: 201 }, (_, index) => String(index)) };
  expect(wholeFault([many], rowsOf([many], {}, ''))).toBe('family.invalid.tooMany');
  expect(wholeFault(options, rowsWith({}))).toBeNull();
});
