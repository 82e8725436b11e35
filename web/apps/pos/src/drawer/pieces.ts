import type { Pieces } from '@novapos/api';

type Currency = { code: string; exponent: number };
/** Coins and notes in minor units, smallest first. */
type Money = { coins: readonly number[]; notes: readonly number[] };

const PIECES_DIGITS_MAX = 6;

const byCurrency: Record<string, Money> = {
  USD: { coins: [1, 5, 10, 25, 50], notes: [100, 200, 500, 1000, 2000, 5000, 10_000] },
  GBP: { coins: [1, 2, 5, 10, 20, 50, 100, 200], notes: [500, 1000, 2000, 5000] },
  CHF: { coins: [5, 10, 20, 50, 100, 200, 500], notes: [1000, 2000, 5000, 10_000, 20_000, 100_000] },
  JPY: { coins: [1, 5, 10, 50, 100, 500], notes: [1000, 2000, 5000, 10_000] },
  KRW: { coins: [10, 50, 100, 500], notes: [1000, 5000, 10_000, 50_000] },
  HUF: {
    coins: [5_00, 10_00, 20_00, 50_00, 100_00, 200_00],
    notes: [500_00, 1000_00, 2000_00, 5000_00, 10_000_00, 20_000_00],
  },
  CZK: { coins: [1_00, 2_00, 5_00, 10_00, 20_00, 50_00], notes: [100_00, 200_00, 500_00, 1000_00, 2000_00, 5000_00] },
  SEK: { coins: [1_00, 2_00, 5_00, 10_00], notes: [20_00, 50_00, 100_00, 200_00, 500_00, 1000_00] },
  NOK: { coins: [1_00, 5_00, 10_00, 20_00], notes: [50_00, 100_00, 200_00, 500_00, 1000_00] },
  DKK: { coins: [50, 1_00, 2_00, 5_00, 10_00, 20_00], notes: [50_00, 100_00, 200_00, 500_00, 1000_00] },
  PLN: { coins: [1, 2, 5, 10, 20, 50, 1_00, 2_00, 5_00], notes: [10_00, 20_00, 50_00, 100_00, 200_00, 500_00] },
  INR: { coins: [1_00, 2_00, 5_00], notes: [10_00, 20_00, 50_00, 100_00, 200_00, 500_00] },
};

/** The money of a currency; of one that is not listed, the 1-2-5 series. */
export function moneyOf({ code, exponent }: Currency): Money {
  const known = byCurrency[code];
  if (known) return known;
  if (exponent === 0) return { coins: [1, 2, 5, 10, 20, 50, 100, 200], notes: [500, 1000, 2000, 5000, 10_000] };
  if (exponent === 3) return { coins: [5, 10, 20, 50, 100], notes: [250, 500, 1000, 5000, 10_000, 20_000] };
  return { coins: [1, 2, 5, 10, 20, 50, 100, 200], notes: [500, 1000, 2000, 5000, 10_000, 20_000, 50_000] };
}

/** How many there are of each value, as it was typed. */
export type Counted = ReadonlyMap<number, string>;

/** Digits only, and not more than a drawer holds. */
export function typedCount(text: string): string {
  return text.replace(/\D/g, '').slice(0, PIECES_DIGITS_MAX);
}

export function piecesOf(counted: Counted): Pieces[] {
  return [...counted]
    .map(([value_minor, text]) => ({ value_minor, count: Number(text) }))
    .filter(({ count }) => count > 0);
}

export function sumOf(pieces: readonly Pieces[]): number {
  return pieces.reduce((sum, { value_minor, count }) => sum + value_minor * count, 0);
}
