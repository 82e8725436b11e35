import { operations, roles } from './generated/access';
import type { Capability, RoleGrant } from './types';

/** An operation of the API that takes a capability. */
export type Operation = keyof typeof operations;

/**
 * Whether the API lets somebody with these roles call the operation: in the store, or in some store where none is named.
 * The table is the API's own, so that no page is offered to people whom the API would refuse, and none is kept from the others.
 */
export function mayCall(grants: readonly RoleGrant[], operation: Operation, store_id?: string): boolean {
  const { capability, everywhere } = operations[operation];
  return grants.some(
    (grant) =>
      has(grant, capability) &&
      (!grant.store_id || (!everywhere && (store_id === undefined || grant.store_id === store_id))),
  );
}

/** Whether somebody with these roles may give and take each of the others: nobody gives more than they have, nor beyond their stores. */
export function mayManage(grants: readonly RoleGrant[], others: readonly RoleGrant[]): boolean {
  const covers = (own: RoleGrant, other: RoleGrant) =>
    has(own, 'user_manage') &&
    capabilitiesOf(other).every((capability) => has(own, capability)) &&
    (!own.store_id || own.store_id === other.store_id);
  return others.every((other) => grants.some((own) => covers(own, other)));
}

function has(grant: RoleGrant, capability: Capability): boolean {
  return capabilitiesOf(grant).includes(capability);
}

function capabilitiesOf({ role }: RoleGrant): readonly Capability[] {
  return roles[role];
}
