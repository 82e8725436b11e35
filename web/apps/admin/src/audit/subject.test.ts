import { expect, it } from 'vitest';
import { actions } from './actions';
import { subjectKind } from './subject';

it('knows what an action is about', () => {
  expect(subjectKind('product.price_changed')).toBe('product');
  expect(subjectKind('product.imported')).toBe('import');
  expect(subjectKind('order.voided')).toBe('order');
  expect(subjectKind('receipt.exported')).toBe('order');
  expect(subjectKind('cash.moved')).toBe('session');
  expect(subjectKind('cash.settings_changed')).toBe('cashSettings');
  expect(subjectKind('auth.store_updated')).toBe('store');
  expect(subjectKind('auth.roles_changed')).toBe('person');
});

it('takes nothing for what has no name and no page', () => {
  for (const action of ['orders.exported', 'product.bulk_edited', 'audit.forgotten', 'drawer.opened', 'new.thing']) {
    expect(subjectKind(action), action).toBeNull();
  }
});

it('leaves only these actions of the list without a subject', () => {
  const without = actions.filter((action) => subjectKind(action) === null && !action.endsWith('.exported'));
  expect(without).toEqual([
    'training_sale.made',
    'sale.parked',
    'sale.recalled',
    'drawer.opened',
    'product.bulk_edited',
    'stock.received',
    'stock.adjusted',
    'stock.damaged',
    'stock.restored',
    'stock.written_off',
    'transfer.received',
    'transfer.resolved',
    'reservation.held',
    'reservation.committed',
    'reservation.released',
    'audit.forgotten',
  ]);
});
