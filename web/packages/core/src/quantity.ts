/** Quantities are thousandths: 1500 is one and a half. */
export const ONE_MILLI = 1000;

export type Unit = 'piece' | 'kilogram' | 'litre' | 'metre';

const format = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3 });

export function formatQuantity(quantity_milli: number): string {
  const sign = quantity_milli < 0 ? '-' : '';
  const digits = String(Math.abs(quantity_milli)).padStart(4, '0');
  return format.format(`${sign}${digits.slice(0, -3)}.${digits.slice(-3)}` as `${number}`);
}

/** Rates are millionths: 200000 is 20 %. */
export function formatRate(rate_micro: number): string {
  const digits = String(rate_micro).padStart(7, '0');
  return percent.format(`${digits.slice(0, -6)}.${digits.slice(-6)}` as `${number}`);
}

const percent = new Intl.NumberFormat(undefined, { style: 'percent', maximumFractionDigits: 3 });
