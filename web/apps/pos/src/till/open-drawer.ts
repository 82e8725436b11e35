import type { DrawerSession, RegisterSetup } from '@novapos/api';

/** The session of the drawer that is sold from: each sale names it, and it fixes the business day, also across midnight. */
export type OpenDrawer = Pick<DrawerSession, 'id' | 'training' | 'status' | 'business_date'>;

/** What the server says that a till needs, and the drawer that is open here for who sells. */
export type TillSetup = RegisterSetup & { drawer?: OpenDrawer | null };

export function openDrawer({ id, training, status, business_date }: DrawerSession): OpenDrawer {
  return { id, training, status, business_date };
}

/** Why nothing can be sold now: the shop sells only from an open drawer, or what is sold during a count would be missing in it. */
export function drawerStop({ cash, drawer }: Pick<TillSetup, 'cash' | 'drawer'>): 'needed' | 'counting' | null {
  if (drawer?.status === 'counting') return 'counting';
  // A setup that an earlier version has kept on this device has no `cash`.
  return !drawer && cash?.sessions_required ? 'needed' : null;
}
