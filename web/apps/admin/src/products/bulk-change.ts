import type { BulkEdit } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { parseDecimal } from '../decimal-text';

/** So many products can be changed at once. */
export const BULK_MAX = 1000;
/** A percent has four decimal places of millionths. */
const PERCENT_PLACES = 4;
const SHARE_MICRO_MAX = { up: 10_000_000, down: 1_000_000 };
const ROUND_TO_MINOR_MAX = 100_000;

/** The value of a choice that leaves things as they are, and of the one that takes goods out of their categories. */
export const LEAVE = '';
export const NO_CATEGORY = 'none';

/** A change of many products as it stands in the form. */
export type BulkDraft = {
  category: string;
  tax_category: string;
  state: '' | 'on' | 'off';
  price: '' | 'percent' | 'amount';
  direction: 'up' | 'down';
  percent: string;
  /** Empty: to the smallest coin. */
  round_to: string;
  amount: string;
};

export const emptyDraft: BulkDraft = {
  category: LEAVE,
  tax_category: LEAVE,
  state: LEAVE,
  price: LEAVE,
  direction: 'up',
  percent: '',
  round_to: '',
  amount: '',
};

export type BulkChange = Pick<BulkEdit, 'category_id' | 'tax_category' | 'active' | 'price'>;
export type BulkFault = 'percent' | 'round_to' | 'amount';

/** What the draft asks for, and what of it is no number that can be asked for. */
export function changeOf(draft: BulkDraft, currency: Currency): { change: BulkChange; faults: BulkFault[] } {
  const { price, faults } = priceChangeOf(draft, currency);
  const change: BulkChange = {
    ...(draft.category !== LEAVE && { category_id: draft.category === NO_CATEGORY ? null : draft.category }),
    ...(draft.tax_category !== LEAVE && { tax_category: draft.tax_category }),
    ...(draft.state !== LEAVE && { active: draft.state === 'on' }),
    ...(price && { price }),
  };
  return { change, faults };
}

type PriceChange = { price: BulkChange['price']; faults: BulkFault[] };

function priceChangeOf(draft: BulkDraft, { exponent }: Currency): PriceChange {
  const signed = (number: number) => (draft.direction === 'up' ? number : -number);
  if (draft.price === 'amount') {
    const amount = parseDecimal(draft.amount, exponent);
    return amount ? { price: { add_minor: signed(amount) }, faults: [] } : { price: null, faults: ['amount'] };
  }
  if (draft.price !== 'percent') return { price: null, faults: [] };
  const share = parseDecimal(draft.percent, PERCENT_PLACES);
  const step = draft.round_to.trim() === '' ? 1 : parseDecimal(draft.round_to, exponent);
  const faults: BulkFault[] = [];
  if (!share || share > SHARE_MICRO_MAX[draft.direction]) faults.push('percent');
  if (!step || step > ROUND_TO_MINOR_MAX) faults.push('round_to');
  return faults.length > 0 || !share || !step
    ? { price: null, faults }
    : { price: { share_micro: signed(share), ...(step > 1 && { round_to_minor: step }) }, faults };
}
