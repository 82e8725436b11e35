import type { Operation } from '@novapos/api';
import type { Unit } from '@novapos/core';
import { parseDecimal } from '../decimal-text';

/** What somebody does to the stock of one product in one place. */
export const stockActs = ['receive', 'adjust', 'damage', 'reorder'] as const;
export type StockAct = (typeof stockActs)[number];

/** The operation of the API that each stands for: who may call it is offered it. */
export const operationOf = {
  receive: 'create_receipt',
  adjust: 'create_adjustment',
  damage: 'create_damage',
  reorder: 'set_thresholds',
} as const satisfies Record<StockAct, Operation>;

export const adjustReasons = { more: ['found', 'counted', 'other'], less: ['lost', 'counted', 'other'] } as const;
export const damageReasons = {
  set_aside: ['broken', 'expired', 'spoiled', 'recalled', 'other'],
  restore: ['repaired', 'other'],
  write_off: ['broken', 'expired', 'spoiled', 'recalled', 'other'],
} as const;

export type Direction = keyof typeof adjustReasons;
export type DamageAction = keyof typeof damageReasons;

/** Pieces are whole; what is weighed or measured has three places. */
const PLACES = 3;
const QUANTITY_MILLI_MAX = 1_000_000_000;

/** `2` pieces or `0,45` kilograms as thousandths; null for what is no such quantity. */
export function quantityMilli(text: string, unit: Unit): number | null {
  const milli = parseDecimal(text, PLACES);
  if (milli === null || milli > QUANTITY_MILLI_MAX) return null;
  return unit === 'piece' && milli % 1000 !== 0 ? null : milli;
}
