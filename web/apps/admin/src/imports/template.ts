import { minorToDecimal } from '@novapos/core';

const APPLE_MINOR = 249;
const BREAD_MINOR = 350;

/** A file that can be imported as it is, with every column once. */
export function importTemplate(decimals: number): Blob {
  const lines = [
    ['sku', 'name', 'barcodes', 'category', 'tax_category', 'unit', 'price', 'price_per', 'image', 'active'],
    ['FRT-001', 'Apple Braeburn', '', 'Fruit', 'standard', 'kg', minorToDecimal(APPLE_MINOR, decimals), '1', '', 'yes'],
    [
      'BRD-001',
      'Sourdough loaf',
      '4006381333931',
      'Bread',
      'standard',
      'piece',
      minorToDecimal(BREAD_MINOR, decimals),
      '1',
      '',
      'yes',
    ],
  ];
  return new Blob([lines.map((cells) => `${cells.join(',')}\r\n`).join('')], { type: 'text/csv' });
}
