import { type Currency, formatMoney } from './money';
import { formatQuantity, ONE_MILLI, type Unit, unitSymbol } from './quantity';

/** `€2.49`, `€2.99 / kg`, or `€14.99 / 10 l` where the price is for more than one. */
export function formatUnitPrice(
  price: { amount_minor: number; per_milli: number },
  unit: Unit,
  currency: Currency,
): { amount: string; per: string } {
  const count = price.per_milli === ONE_MILLI ? '' : formatQuantity(price.per_milli);
  const measure = [count, unitSymbol(unit)].filter(Boolean).join('\u00a0');
  return { amount: formatMoney(price.amount_minor, currency), per: measure === '' ? '' : `/\u00a0${measure}` };
}
