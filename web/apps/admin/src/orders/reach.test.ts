import { expect, it } from 'vitest';
import { inReach } from './reach';

const product_id = '0190f2a5-0000-7000-8000-000000000001';
const today = '2026-11-29';

it('leaves a list of all goods as it is', () => {
  expect(inReach({ from: '2020-01-01' }, today)).toEqual({ from: '2020-01-01' });
});

it('looks through the last 31 days for a product, and says so', () => {
  expect(inReach({ product_id }, today)).toEqual({ product_id, from: '2026-10-30', to: '2026-11-29' });
});

it('looks through as many for the highest totals', () => {
  expect(inReach({ sort: '-total' }, today)).toEqual({ sort: '-total', from: '2026-10-30', to: '2026-11-29' });
  expect(inReach({ sort: 'created_at' }, today)).toEqual({ sort: 'created_at' });
});

it('keeps a period that is short enough', () => {
  const filter = { product_id, from: '2026-10-01', to: '2026-10-31' };
  expect(inReach(filter, today)).toEqual(filter);
  expect(inReach(filter, today, 'from')).toEqual(filter);
});

it('brings the other day near to the one that was chosen', () => {
  const filter = { product_id, from: '2026-03-01', to: '2026-06-30' };
  expect(inReach(filter, today, 'from')).toEqual({ product_id, from: '2026-03-01', to: '2026-03-31' });
  expect(inReach(filter, today, 'to')).toEqual({ product_id, from: '2026-05-31', to: '2026-06-30' });
  const turned = { product_id, from: '2026-06-30', to: '2026-03-01' };
  expect(inReach(turned, today, 'from')).toMatchObject({ from: '2026-06-30', to: '2026-07-30' });
});
