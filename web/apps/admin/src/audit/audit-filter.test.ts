import { expect, it } from 'vitest';
import { auditFilter, auditQuery, isFiltered } from './audit-filter';

it('takes a whole last day, as moments', () => {
  const { from, to } = auditQuery({ from: '2026-03-02', to: '2026-03-02' });
  expect(Date.parse(to ?? '') - Date.parse(from ?? '')).toBe(86_400_000);
  expect(from).toBe(new Date('2026-03-02T00:00').toISOString());
});

it('leaves out what nobody asked for', () => {
  expect(auditQuery({ action: 'order.voided' })).toEqual({ action: 'order.voided', from: undefined, to: undefined });
  expect([isFiltered({}), isFiltered({ from: '2026-03-02' })]).toEqual([false, true]);
});

it('reads from an address only what can be', () => {
  expect(auditFilter.parse({ action: 'DROP TABLE', user_id: '1', from: 'yesterday' })).toEqual({});
});
