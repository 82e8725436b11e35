import { minorToDecimal } from '@novapos/core';

const APPLE_MINOR = 249;
const BREAD_MINOR = 350;
const SHIRT_MINOR = 1290;

/** A file that can be imported as it is, with every column once. */
export function importTemplate(decimals: number): Blob {
  const price = (minor: number) => minorToDecimal(minor, decimals);
  const lines = [
    'sku name barcodes category tax_category unit price price_per image active family options'.split(' '),
    ['FRT-001', 'Apple Braeburn', '', 'Fruit', 'standard', 'kg', price(APPLE_MINOR), '1', '', 'yes', '', ''],
    [
      'BRD-001',
      'Sourdough loaf',
      '4006381333931',
      'Bread',
      'standard',
      'piece',
      price(BREAD_MINOR),
      '1',
      '',
      'yes',
      '',
      '',
    ],
    ...['M', 'L'].map((size) => [
      `SHIRT-${size}`,
      `T-shirt ${size} red`,
      '',
      'Clothes',
      'standard',
      'piece',
      price(SHIRT_MINOR),
      '1',
      '',
      'yes',
      'T-shirt',
      `Size=${size}; Colour=red`,
    ]),
  ];
  return new Blob([lines.map((cells) => `${cells.join(',')}\r\n`).join('')], { type: 'text/csv' });
}
