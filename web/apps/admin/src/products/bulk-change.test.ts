import { expect, it } from 'vitest';
import { changeOf, emptyDraft, NO_CATEGORY } from './bulk-change';

const euro = { code: 'EUR', exponent: 2 };

it('asks for nothing that is left as it is', () => {
  expect(changeOf(emptyDraft, euro)).toEqual({ change: {}, faults: [] });
});

it('takes goods out of their category by null', () => {
  expect(changeOf({ ...emptyDraft, category: NO_CATEGORY, state: 'off' }, euro).change).toEqual({
    category_id: null,
    active: false,
  });
});

it.each([
  [{ direction: 'up', percent: '5' }, { share_micro: 50_000 }],
  [{ direction: 'down', percent: '12,5' }, { share_micro: -125_000 }],
  [
    { direction: 'up', percent: '0.5', round_to: '0.05' },
    { share_micro: 5000, round_to_minor: 5 },
  ],
] as const)('makes %o a share of the price', (fields, price) => {
  expect(changeOf({ ...emptyDraft, price: 'percent', ...fields }, euro)).toEqual({ change: { price }, faults: [] });
});

it('adds and takes off an amount', () => {
  const draft = { ...emptyDraft, price: 'amount', amount: '0,20' } as const;
  expect(changeOf(draft, euro).change).toEqual({ price: { add_minor: 20 } });
  expect(changeOf({ ...draft, direction: 'down' }, euro).change).toEqual({ price: { add_minor: -20 } });
});

it('names what is no number, nothing, or too much', () => {
  const faultsOf = (fields: object) => changeOf({ ...emptyDraft, ...fields }, euro).faults;
  expect(faultsOf({ price: 'percent', percent: 'x', round_to: '0' })).toEqual(['percent', 'round_to']);
  expect(faultsOf({ price: 'percent', percent: '0' })).toEqual(['percent']);
  expect(faultsOf({ price: 'percent', percent: '100.1', direction: 'down' })).toEqual(['percent']);
  expect(faultsOf({ price: 'percent', percent: '100.1', direction: 'up' })).toEqual([]);
  expect(faultsOf({ price: 'percent', percent: '1', round_to: '1000.01' })).toEqual(['round_to']);
  expect(faultsOf({ price: 'amount', amount: '1.005' })).toEqual(['amount']);
  expect(faultsOf({ price: 'amount', amount: '0' })).toEqual(['amount']);
});
