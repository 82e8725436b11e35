import { createApi, type SignedIn } from '@novapos/api';
import { useSyncExternalStore } from 'react';
import { device, rememberOnDevice } from '../device/device';
import { withColleague } from '../lock/lock';
import type { Colleague } from '../offline/device-db';

export const api = createApi({ client: 'pos', baseUrl: window.location.origin });

export function useSessionState() {
  return useSyncExternalStore(api.session.subscribe, api.session.getState);
}

let restoring: Promise<boolean> | null = null;

/**
 * After a reload the token is gone from memory; the cookie brings a new one. Whoever was signed in on this device goes on at once,
 * and without a network, too; with nobody to remember, this fails when the server can't be reached.
 */
export function sessionRestored(): Promise<boolean> {
  restoring ??= restore();
  return restoring;
}

/** What failed stays failed until a person tries again: a screen that waits for it would ask for ever. */
export function restoreSessionAgain(): void {
  restoring = null;
}

async function restore(): Promise<boolean> {
  api.session.subscribe(rememberSignedIn);
  const { signed_in } = device.getState();
  if (!signed_in) return api.session.refresh();
  api.session.remember(signed_in);
  api.session.refresh().catch(() => undefined);
  return true;
}

/** Who signs out, or is signed out, is not let in again by a reload. */
function rememberSignedIn(): void {
  const { status, session } = api.session.getState();
  if (status === 'remembered' || status === 'unknown') return;
  const signed_in = status === 'signed_in' ? { tenant: session.tenant, user: session.user } : null;
  void rememberOnDevice({ signed_in, ...(signed_in && { colleagues: colleaguesWith(signed_in) }) });
}

function colleaguesWith({ tenant, user }: SignedIn): readonly Colleague[] {
  const { colleagues = [] } = device.getState();
  return withColleague(colleagues, {
    tenant_id: tenant.id,
    name: user.name,
    email: user.email,
    has_pin: user.has_pin,
  });
}
