import type { SignedIn } from '@novapos/api';
import Dexie, { type EntityTable } from 'dexie';
import type { LockAfter } from '../lock/left-alone';

/** What this device remembers whoever signs in. Never localStorage: a browser that is killed loses what it wrote there last. */
export type DeviceSettings = {
  shop_code: string;
  /** A register means something only in its own shop. */
  register: { tenant_id: string; id: string } | null;
  is_sound_on: boolean;
  /** Who opens the till again without the server; nobody after a sign-out. */
  signed_in: SignedIn | null;
  /** Who has sold here: they are offered by name when the till is locked. */
  colleagues: readonly Colleague[];
  /** Nobody goes on without signing in, not even after a reload. */
  is_locked: boolean;
  /** Minutes after which a till that nobody touches locks; 0 is never. */
  lock_after_min: LockAfter;
  /** Whether receipts come out by themselves where the register has a printer; they do where it is not said. */
  prints_itself: boolean;
};

/** `has_pin` is missing where an earlier version has kept them. */
export type Colleague = { tenant_id: string; name: string; email: string; has_pin?: boolean };

type Setting = { key: keyof DeviceSettings; value: DeviceSettings[keyof DeviceSettings] };

class DeviceDb extends Dexie {
  declare settings: EntityTable<Setting, 'key'>;

  constructor() {
    super('nova-device', { chromeTransactionDurability: 'strict' });
    this.version(1).stores({ settings: 'key' });
  }
}

const db = new DeviceDb();

export async function readDeviceSettings(): Promise<Partial<DeviceSettings>> {
  const rows = await db.settings.toArray();
  return Object.fromEntries(rows.map((row) => [row.key, row.value]));
}

export async function saveDeviceSettings(changes: Partial<DeviceSettings>): Promise<void> {
  const rows = Object.entries(changes).map(([key, value]) => ({ key: key as keyof DeviceSettings, value }));
  await db.settings.bulkPut(rows);
}
