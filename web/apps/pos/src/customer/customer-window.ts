import { createStore, type StoreApi } from 'zustand/vanilla';
import type { CustomerView } from './customer-view';

/** Between the till and the customer's window on the same device. Nothing of it goes over the network. */
export type CustomerMessage =
  /** The customer's window is there, or asks anew. */
  | { kind: 'watching' }
  /** A till has opened: who watches says so. */
  | { kind: 'till_opened' }
  | { kind: 'view'; view: CustomerView };

const CHANNEL = 'nova-customer';

/** Whether somebody watches. Without a window nothing is said, and the sale loses no time. */
export const customerWindow: StoreApi<{ isOpen: boolean; asked: number }> = createStore(() => ({
  isOpen: false,
  asked: 0,
}));

export function customerChannel(): BroadcastChannel {
  return new BroadcastChannel(CHANNEL);
}

/** Hears whether there is a customer's window. Returns how to stop. */
export function awaitCustomerWindow(): () => void {
  const channel = customerChannel();
  channel.onmessage = ({ data }: MessageEvent<CustomerMessage>) => {
    if (data.kind !== 'watching') return;
    customerWindow.setState(({ asked }) => ({ isOpen: true, asked: asked + 1 }));
  };
  channel.postMessage({ kind: 'till_opened' } satisfies CustomerMessage);
  return () => channel.close();
}

export function openCustomerWindow(): void {
  window.open(`${import.meta.env.BASE_URL}customer`, 'nova-customer', 'popup,width=1024,height=768');
}
