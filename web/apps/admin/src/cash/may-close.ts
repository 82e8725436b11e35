import type { DrawerSession, Session } from '@novapos/api';
import { can } from '../session/guard';

/** Everybody who handles cash closes a register's drawer or their own; somebody else's, who may approve, as the safe's keeper may. */
export function mayClose(session: Session, { store_id, own_drawer, opened_by }: DrawerSession): boolean {
  const isOthers = own_drawer && opened_by.id !== session.user.id;
  return can(session, isOthers ? 'get_safe' : 'close_session', store_id);
}
