import { expect, it } from 'vitest';
import { readScaleLabel, withCheckDigit } from './scale-label';

it('reads the weight of a pack and the code of its goods', () => {
  expect(readScaleLabel('2100001027506')).toEqual({
    kind: 'weight',
    goods_code: '2100001000004',
    quantity_milli: 2750,
  });
});

it.each(['23', '02'])('reads the price of a pack under prefix %s', (prefix) => {
  expect(readScaleLabel(withCheckDigit(`${prefix}0000700265`))).toEqual({
    kind: 'price',
    goods_code: withCheckDigit(`${prefix}0000700000`),
    amount_minor: 265,
  });
});

it('takes a UPC-A code as the EAN-13 that it is', () => {
  const ean = withCheckDigit('020000700265');
  expect(readScaleLabel(ean.slice(1))).toEqual(readScaleLabel(ean));
});

it.each([
  ['a wrong check digit', '2100001027507'],
  ['a value of nothing', '2100001000004'],
  ['another prefix', withCheckDigit('290000102750')],
  ['an ordinary code', '4006381333931'],
  ['letters', '21000010275AB'],
])('reads nothing from %s', (_, code) => {
  expect(readScaleLabel(code)).toBeNull();
});
