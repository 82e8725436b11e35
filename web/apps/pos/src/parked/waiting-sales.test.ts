import type { StoreParkedSale } from '@novapos/api';
import { expect, it } from 'vitest';
import { emptyCart } from '../cart/cart';
import type { ParkedSale } from './parked-sale';
import { takenElsewhere, waitingSales } from './waiting-sales';

const here = (id: string, changes: Partial<ParkedSale> = {}): ParkedSale => ({
  ...{ id, name: id, cart: emptyCart, prices: [], due_minor: 100, parked_at: '', parked_by: '', state: 'shared' },
  ...changes,
});
const there = (id: string) => ({ id, label: id }) as unknown as StoreParkedSale;
const ids = (list: ReturnType<typeof waitingSales>) => list.map(({ from, sale }) => `${from} ${sale.id}`);

it('shows what this device has while the store has said nothing yet', () => {
  expect(ids(waitingSales([here('1', { state: 'unsent' }), here('2')], null))).toEqual(['device 2', 'device 1']);
});

it('has each sale once: this device’s first, then what else the store has, the newest on top of both', () => {
  const store = { sales: [there('0'), there('1'), there('3')], isAll: true };
  expect(ids(waitingSales([here('1'), here('2', { state: 'unsent' })], store))).toEqual([
    'device 2',
    'device 1',
    'store 3',
    'store 0',
  ]);
});

it('knows that somebody took up what the store had and has not any more', () => {
  const kept = [here('1'), here('2')];
  expect(takenElsewhere(kept, { sales: [there('2')], isAll: true })).toEqual(['1']);
});

it('keeps what the store never had, may not have yet, or may have given to this till', () => {
  const kept = [
    here('1', { state: 'unsent' }),
    here('2', { state: 'sending' }),
    here('3', { state: 'refused' }),
    here('4', { recall_key: 'asked' }),
  ];
  expect(takenElsewhere(kept, { sales: [], isAll: true })).toEqual([]);
});

it('concludes nothing from a part of the list', () => {
  expect(takenElsewhere([here('1')], { sales: [], isAll: false })).toEqual([]);
});
