import {
  type Currency,
  formatDate,
  formatDateTime,
  formatMoney,
  formatNumber,
  formatQuantity,
  formatRate,
  formatUnitPrice,
  taxLabel,
  type Unit,
} from '@novapos/core';
import { isRecord, WHOLE } from './entry-changes';

/** What a value is put into words with. */
export type Words = {
  /** The name of a store, a register, a category, a product or a person; null for what is not known. */
  nameOf: (id: string) => string | null;
  /** The field in the reader's language. */
  label: (field: string) => string;
  /** A value of few, such as `open`, in the reader's language; null for one that has no words. */
  word: (field: string, value: string) => string | null;
  yesNo: (value: boolean) => string;
  everyStore: string;
  /** A role in words, with the store where that is known. */
  roleIn: (role: string, store: string | null) => string;
  currency: Currency | null;
  unit: Unit;
};

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Fields for machines alone. */
const technical = new Set(['id', 'rev', 'from_rev', 'to_rev', 'session_id', 'line_id', 'transfer_id', 'kid', 'minute']);

export const isId = (text: string): boolean => ID.test(text);

/** The label of a field; of one that is a thing's id, its name. Null for a field that says nothing to people. */
export function labelOf(field: string, words: Words): string | null {
  if (technical.has(field)) return null;
  return isId(field) ? words.nameOf(field) : words.label(field);
}

/** A value as the reader writes it; empty where there is none, or one that says nothing to people. */
export function valueText(field: string, value: unknown, words: Words): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return words.yesNo(value);
  if (typeof value === 'number') return numberText(field, value, words);
  if (typeof value === 'string') return stringText(field, value, words);
  if (Array.isArray(value)) return listText(field, value, words);
  return isRecord(value) ? recordText(field, value, words) : '';
}

function numberText(field: string, value: number, { currency }: Words): string {
  if (field.endsWith('_minor')) return currency ? formatMoney(value, currency) : formatNumber(value);
  if (field.endsWith('_micro')) return formatRate(value);
  // What is counted, or ordered again, of a product.
  if (field.endsWith('_milli') || isId(field)) return formatQuantity(value);
  return formatNumber(value);
}

function stringText(field: string, value: string, words: Words): string {
  if (isId(value)) return words.nameOf(value) ?? '';
  if (INSTANT.test(value)) return formatDateTime(value);
  if (DAY.test(value)) return formatDate(value);
  return words.word(field, value) ?? value;
}

function listText(field: string, values: unknown[], words: Words): string {
  const texts = values.map((value) => valueText(field, value, words)).filter(Boolean);
  return texts.join(values.some(isRecord) ? '\n' : ', ');
}

function recordText(field: string, value: Record<string, unknown>, words: Words): string {
  const { amount_minor, per_milli, rate_micro, name, values, value_minor, count, store_id, price, code, id, role } =
    value;
  if (typeof amount_minor === 'number' && typeof per_milli === 'number')
    return priceText(amount_minor, per_milli, words);
  if (field === 'rates' && typeof name === 'string' && typeof rate_micro === 'number') {
    return taxLabel({ name, rate_micro });
  }
  if (typeof role === 'string' && store_id !== undefined) {
    return words.roleIn(role, typeof store_id === 'string' ? words.nameOf(store_id) : words.everyStore);
  }
  if (field === 'own_prices' && typeof store_id === 'string') {
    return `${words.nameOf(store_id) ?? ''} ${valueText('price', price, words)}`.trim();
  }
  if (typeof value_minor === 'number' && typeof count === 'number') {
    return `${formatNumber(count)} × ${numberText('value_minor', value_minor, words)}`;
  }
  if (field === 'options' && typeof name === 'string') return `${name}: ${valueText('values', values, words)}`;
  if (field === 'currency' && typeof code === 'string') return code;
  if (Object.keys(value).length === 1 && typeof id === 'string') return words.nameOf(id) ?? '';
  return Object.entries(value)
    .map(([part, inner]) => [labelOf(part, words), valueText(part, inner, words)] as const)
    .filter(([label, text]) => label !== null && text !== '')
    .map(([label, text]) => (label === WHOLE ? text : `${label}: ${text}`))
    .join(' · ');
}

function priceText(amount_minor: number, per_milli: number, { currency, unit }: Words): string {
  if (!currency) return formatNumber(amount_minor);
  const { amount, per } = formatUnitPrice({ amount_minor, per_milli }, unit, currency);
  return [amount, per].filter(Boolean).join(' ');
}

/** The ids of things in a state: in its values, and as its fields. */
export function idsIn(value: unknown): string[] {
  if (typeof value === 'string') return isId(value) ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([field, inner]) => [...(isId(field) ? [field] : []), ...idsIn(inner)]);
}
