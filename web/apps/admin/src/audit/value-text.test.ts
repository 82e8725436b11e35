import { expect, it, vi } from 'vitest';
import { idsIn, labelOf, valueText, type Words } from './value-text';

const TEA = '01a22cb1-6599-740f-8f03-a2ea50714b33';
const STORE = '01a22cb1-66b0-77a3-9cd9-b989e33d4cee';

const words: Words = {
  nameOf: (id) => ({ [TEA]: 'Tea', [STORE]: 'Kiosk' })[id] ?? null,
  label: (field) => `<${field}>`,
  word: (field, value) => (field === 'status' && value === 'voided' ? 'Voided' : null),
  yesNo: (value) => (value ? 'yes' : 'no'),
  everyStore: 'every store',
  roleIn: (role, store) => (store ? `${role} · ${store}` : role),
  currency: { code: 'EUR', exponent: 2 },
  unit: 'piece',
};
const text = (field: string, value: unknown) => valueText(field, value, words);

it('writes money, rates, quantities and days as the reader does', () => {
  expect(text('total_minor', 1250)).toBe('€12.50');
  expect(text('cashier_limit_micro', 100_000)).toBe('10%');
  expect(text('quantity_milli', 1500)).toBe('1.5');
  expect(text('business_date', '2026-03-02')).toBe('Mar 2, 2026');
  expect(text('expires_at', '2026-03-02T10:00:00.684Z')).toMatch(/^Mar 2, 2026, /);
  expect(text('price', { amount_minor: 499, per_milli: 1000 })).toBe('€4.99');
});

it('writes them as a German reader does', async () => {
  vi.resetModules();
  vi.stubGlobal('localStorage', { getItem: () => 'de' });
  const german = await import('./value-text');
  const written = [german.valueText('total_minor', 1250, words), german.valueText('at', '2026-03-02', words)];
  expect(written).toEqual(['12,50\u00a0€', '02.03.2026']);
  vi.unstubAllGlobals();
  vi.resetModules();
});

it('names things and never shows an id', () => {
  expect(text('store_id', STORE)).toBe('Kiosk');
  expect(text('store_id', '01a22cb1-0000-7000-8000-000000000000')).toBe('');
  expect(text('by', { id: STORE })).toBe('Kiosk');
  expect([labelOf(TEA, words), text(TEA, 6000)]).toEqual(['Tea', '6']);
  expect([labelOf('id', words), labelOf('session_id', words), labelOf('name', words)]).toEqual([null, null, '<name>']);
});

it('translates the words of few, and leaves what somebody wrote', () => {
  expect(text('status', 'voided')).toBe('Voided');
  expect(text('name', 'voided')).toBe('voided');
  expect([text('active', true), text('active', false)]).toEqual(['yes', 'no']);
});

it('makes a list of what has parts', () => {
  expect(text('rates', [{ id: TEA, name: 'VAT', rate_micro: 190_000, compound: false }])).toBe('VAT 19%');
  expect(text('options', [{ name: 'Size', values: ['S', 'L'] }])).toBe('Size: S, L');
  const roles = [
    { role: 'manager', store_id: STORE },
    { role: 'admin', store_id: null },
  ];
  expect(text('roles', roles)).toBe('manager · Kiosk\nadmin · every store');
  expect(text('pieces', [{ value_minor: 1000, count: 2 }])).toBe('2 × €10.00');
  expect(text('own_prices', [{ store_id: STORE, price: { amount_minor: 450, per_milli: 1000 } }])).toBe('Kiosk €4.50');
  const discount = { line_id: TEA, product_id: TEA, discount: { reason: 'Damaged', off_minor: 50 } };
  expect(text('line_discounts', [discount])).toBe(
    '<product_id>: Tea · <discount>: <reason>: Damaged · <off_minor>: €0.50',
  );
});

it('finds the ids that a state names', () => {
  expect(idsIn({ [TEA]: 3, lines: [{ store_id: STORE }], name: 'x' })).toEqual([TEA, STORE]);
});
