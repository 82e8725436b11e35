import type { RoleGrant, Session } from '@novapos/api';
import { useSessionState } from './api';

/** Whoever is signed in. */
export function useMe(): Session['user'] | null {
  return useSessionState().session?.user ?? null;
}

/** The stores that somebody with these roles may give roles for; null: all of them, and for every store at once. */
export function storesToGive(grants: readonly RoleGrant[]): string[] | null {
  const managed = grants.filter(({ role }) => role === 'admin').map(({ store_id }) => store_id);
  return managed.some((store_id) => !store_id) ? null : managed.filter((store_id) => typeof store_id === 'string');
}
