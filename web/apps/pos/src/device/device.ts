import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type DeviceSettings, readDeviceSettings, saveDeviceSettings } from '../offline/device-db';

/** What this device remembers, in memory and in its database. */
export const device = createStore<Partial<DeviceSettings>>(() => ({}));

export async function loadDevice(): Promise<void> {
  device.setState(await readDeviceSettings(), true);
}

export async function rememberOnDevice(changes: Partial<DeviceSettings>): Promise<void> {
  await saveDeviceSettings(changes);
  device.setState(changes);
}

/** The register that this device is in this shop. */
export function useRegisterId(tenant_id: string | undefined): string | null {
  return useStore(device, ({ register }) => (register?.tenant_id === tenant_id ? (register?.id ?? null) : null));
}
