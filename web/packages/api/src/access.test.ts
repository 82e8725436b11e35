import { describe, expect, it } from 'vitest';
import { mayCall, mayManage, type Operation } from './access';
import { operations } from './generated/access';
import type { RoleGrant } from './types';

const everywhere = (role: RoleGrant['role']): RoleGrant[] => [{ role, store_id: null }];
const inStore = (role: RoleGrant['role'], store_id: string): RoleGrant[] => [{ role, store_id }];

describe('who may call what', () => {
  it('is for nobody without a role, and everything for an administrator of all stores', () => {
    for (const operation of Object.keys(operations) as Operation[]) {
      expect(mayCall([], operation)).toBe(false);
      expect(mayCall(everywhere('admin'), operation, 'north'), operation).toBe(true);
    }
  });

  it('follows the role', () => {
    expect(mayCall(everywhere('cashier'), 'list_orders')).toBe(true);
    expect(mayCall(everywhere('cashier'), 'void_order')).toBe(false);
    expect(mayCall(everywhere('manager'), 'list_users')).toBe(true);
    expect(mayCall(everywhere('manager'), 'invite_user')).toBe(false);
  });

  it('keeps a role for one store to that store, and from what holds for all', () => {
    const grants = [...everywhere('cashier'), ...inStore('manager', 'north')];
    expect(mayCall(grants, 'void_order')).toBe(true);
    expect(mayCall(grants, 'void_order', 'north')).toBe(true);
    expect(mayCall(grants, 'void_order', 'south')).toBe(false);
    expect(mayCall(grants, 'update_product')).toBe(false);
    expect(mayCall(inStore('admin', 'north'), 'update_shop')).toBe(false);
  });
});

describe('who may manage whom', () => {
  it('reaches as far as the own role does', () => {
    expect(mayManage(everywhere('admin'), everywhere('admin'))).toBe(true);
    expect(mayManage(everywhere('manager'), inStore('cashier', 'north'))).toBe(false);
    expect(mayManage(inStore('admin', 'north'), inStore('manager', 'north'))).toBe(true);
    expect(mayManage(inStore('admin', 'north'), inStore('cashier', 'south'))).toBe(false);
    expect(mayManage(inStore('admin', 'north'), everywhere('cashier'))).toBe(false);
  });
});
