import { useStore } from 'zustand';
import { device, rememberOnDevice } from '../device/device';
import type { Colleague } from '../offline/device-db';

const COLLEAGUES_MAX = 8;

/** The cart stays as it is. Whoever goes on signs in, and the device remembers that through a reload. */
export function lockTill(): void {
  void rememberOnDevice({ is_locked: true });
}

export function isLocked(): boolean {
  return device.getState().is_locked === true;
}

export function useIsLocked(): boolean {
  return useStore(device, ({ is_locked }) => is_locked === true);
}

/** Whoever sold here last comes first; who has not for long is not offered any more. */
export function withColleague(all: readonly Colleague[], one: Colleague): readonly Colleague[] {
  const others = all.filter(({ tenant_id, email }) => tenant_id !== one.tenant_id || email !== one.email);
  return [one, ...others].slice(0, COLLEAGUES_MAX);
}
