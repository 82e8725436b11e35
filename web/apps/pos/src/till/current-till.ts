import { Pricing } from '@novapos/pricing';
import wasmUrl from '@novapos/pricing/pricing.wasm?url';
import i18next from 'i18next';
import { device, rememberOnDevice } from '../device/device';
import { api } from '../session/api';
import { Till } from './till';

let current: { register_id: string; till: Promise<Till> } | null = null;
let hasFailed = false;

/** There is one till per window. */
export function openCurrentTill(tenant_id: string, register_id: string): Promise<Till> {
  if (current?.register_id === register_id) return current.till;
  const isSoundOn = device.getState().is_sound_on ?? true;
  const pricing = Pricing.load(fetch(wasmUrl));
  const till = Till.open({
    api,
    pricing,
    tenant_id,
    register_id,
    isSoundOn,
    labelReason: i18next.t('cart.labelReason'),
  }).catch((error: unknown) => {
    hasFailed = true;
    throw error;
  });
  current = { register_id, till };
  return till;
}

/** An opening that failed stays so until a person tries again. */
export function forgetFailedTill(): void {
  if (hasFailed) current = null;
  hasFailed = false;
}

/** Another window has taken over: what this one holds is old, and must not be saved. */
export function dropCurrentTill(): void {
  const dropped = current;
  current = null;
  dropped?.till.then((till) => till.close()).catch(() => undefined);
}

async function closeCurrentTill(): Promise<void> {
  const till = await current?.till;
  current = null;
  await till?.cart.save();
  till?.close();
}

export async function changeRegister(): Promise<void> {
  await closeCurrentTill();
  await rememberOnDevice({ register: null });
}

export async function signOut(): Promise<void> {
  await api.session.signOut();
  await closeCurrentTill();
}
