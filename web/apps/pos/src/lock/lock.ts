import { useEffect } from 'react';
import { useStore } from 'zustand';
import { device, rememberOnDevice } from '../device/device';
import type { Colleague } from '../offline/device-db';
import { type LockAfter, whenLeftAlone } from './left-alone';

const COLLEAGUES_MAX = 8;
const MINUTE_MS = 60_000;

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

/** After how many minutes this device locks the till by itself. */
export function useLockAfter(): LockAfter {
  return useStore(device, ({ lock_after_min }) => lock_after_min ?? 0);
}

/** A till that is left alone locks, where the device is set so. */
export function useLockWhenLeftAlone(): void {
  const minutes = useLockAfter();
  const isOpen = !useIsLocked();
  useEffect(() => {
    if (isOpen && minutes > 0) return whenLeftAlone(window, minutes * MINUTE_MS, lockTill);
  }, [isOpen, minutes]);
}

/** Whoever sold here last comes first; who has not for long is not offered any more. */
export function withColleague(all: readonly Colleague[], one: Colleague): readonly Colleague[] {
  const others = all.filter(({ tenant_id, email }) => tenant_id !== one.tenant_id || email !== one.email);
  return [one, ...others].slice(0, COLLEAGUES_MAX);
}
