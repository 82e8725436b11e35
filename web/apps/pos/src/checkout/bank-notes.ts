/** Notes that customers hand over, in minor units, smallest first. The default follows the 1-2-5 series from five up. */
const byCurrency: Record<string, readonly number[]> = {
  JPY: [1000, 5000, 10_000],
  KRW: [1000, 5000, 10_000, 50_000],
  HUF: [500_00, 1000_00, 2000_00, 5000_00, 10_000_00, 20_000_00],
  CZK: [100_00, 200_00, 500_00, 1000_00, 2000_00],
  SEK: [20_00, 50_00, 100_00, 200_00, 500_00],
  NOK: [50_00, 100_00, 200_00, 500_00],
  DKK: [50_00, 100_00, 200_00, 500_00],
  PLN: [10_00, 20_00, 50_00, 100_00, 200_00],
  INR: [10_00, 20_00, 50_00, 100_00, 200_00, 500_00],
  CHF: [10_00, 20_00, 50_00, 100_00, 200_00],
};

export function bankNotes(currency: { code: string; exponent: number }): readonly number[] {
  const known = byCurrency[currency.code];
  if (known) return known;
  if (currency.exponent === 0) return [500, 1000, 5000, 10_000];
  const unit = 10 ** currency.exponent;
  const notes = currency.exponent === 3 ? [1, 5, 10, 20] : [5, 10, 20, 50, 100];
  return notes.map((note) => note * unit);
}
