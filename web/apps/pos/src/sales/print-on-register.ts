import { unwrap } from '@novapos/api';
import { api } from '../session/api';

/** `id` is the sheet's: sent again, it comes out once. The original of a cash sale opens the drawer. */
export type Sheet = { id: string; original: boolean; register_id: string };

/** A receipt on the register's own printer. */
export async function printOnRegister(order_id: string, sheet: Sheet): Promise<void> {
  await unwrap(api.http.POST('/orders/{order_id}/prints', { params: { path: { order_id } }, body: sheet }));
}
