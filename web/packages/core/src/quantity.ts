import { byLocale, language } from './language';

/** Quantities are thousandths: 1500 is one and a half. */
export const ONE_MILLI = 1000;

export type Unit = 'piece' | 'kilogram' | 'litre' | 'metre';

const symbols: Record<Unit, string> = { piece: '', kilogram: 'kg', litre: 'l', metre: 'm' };
const arabicSymbols: Record<Unit, string> = { piece: '', kilogram: 'كغ', litre: 'ل', metre: 'م' };
const pieces = byLocale((locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }));
const measures = byLocale((locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 3 }));
const piecesMoved = byLocale(
  (locale) => new Intl.NumberFormat(locale, { maximumFractionDigits: 3, signDisplay: 'exceptZero' }),
);
const measuresMoved = byLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 3, signDisplay: 'exceptZero' }),
);

/** Empty for pieces, which are counted and not measured. */
export function unitSymbol(unit: Unit): string {
  return (language() === 'ar' ? arabicSymbols : symbols)[unit];
}

/** `2` for pieces, `0.450 kg` for what is weighed or measured. */
export function formatQuantity(quantity_milli: number, unit: Unit = 'piece'): string {
  return formatIn({ pieces, measures }, quantity_milli, unit);
}

/** `+2` for what came, `-2` for what went; the sign stands before the digits also where text runs from right to left. */
export function formatQuantityChange(quantity_milli: number, unit: Unit = 'piece'): string {
  return formatIn({ pieces: piecesMoved, measures: measuresMoved }, quantity_milli, unit);
}

type Format = () => Intl.NumberFormat;

function formatIn(formats: { pieces: Format; measures: Format }, quantity_milli: number, unit: Unit): string {
  const sign = quantity_milli < 0 ? '-' : '';
  const digits = String(Math.abs(quantity_milli)).padStart(4, '0');
  const decimal = `${sign}${digits.slice(0, -3)}.${digits.slice(-3)}` as `${number}`;
  return unit === 'piece'
    ? formats.pieces().format(decimal)
    : `${formats.measures().format(decimal)}\u00a0${unitSymbol(unit)}`;
}

/** Rates are millionths: 200000 is 20 %. */
export function formatRate(rate_micro: number): string {
  const digits = String(rate_micro).padStart(7, '0');
  return percents().format(`${digits.slice(0, -6)}.${digits.slice(-6)}` as `${number}`);
}

const percents = byLocale((locale) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 3 }));

/** A tax as people read it: its name, and its rate unless the name says it already (`VAT 19%`). */
export function taxLabel(tax: { name: string; rate_micro: number }): string {
  return /\d\s*%/.test(tax.name) ? tax.name : `${tax.name} ${formatRate(tax.rate_micro)}`;
}
