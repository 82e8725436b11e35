import { canonicalBarcode } from '../catalog/barcode';

/** What a scale printed on a pack: whose it is (the code that the goods have in the catalogue), and its weight or its price. */
export type ScaleLabel =
  | { kind: 'weight'; goods_code: string; quantity_milli: number }
  | { kind: 'price'; goods_code: string; amount_minor: number };

/** In-store EAN-13 codes that carry a value: two digits of prefix, five of goods, five of value, a check digit. */
const layouts: Readonly<Record<string, ScaleLabel['kind']>> = { '02': 'price', '21': 'weight', '23': 'price' };

/** The label of a pack, or null for every other code. Under code 21 00001 02750 the pack holds 2.750 kg of 21 00001 00000. */
export function readScaleLabel(code: string): ScaleLabel | null {
  const ean = canonicalBarcode(code);
  if (!/^\d{13}$/.test(ean) || withCheckDigit(ean.slice(0, 12)) !== ean) return null;
  const kind = layouts[ean.slice(0, 2)];
  const value = Number(ean.slice(7, 12));
  if (!kind || value === 0) return null;
  const goods_code = withCheckDigit(`${ean.slice(0, 7)}00000`);
  return kind === 'weight' ? { kind, goods_code, quantity_milli: value } : { kind, goods_code, amount_minor: value };
}

/** The thirteenth digit of an EAN-13: the others weigh one and three in turn, and the sum must end in zero. */
export function withCheckDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}
