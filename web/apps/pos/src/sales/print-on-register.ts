import { unwrap } from '@novapos/api';
import { api } from '../session/api';

/** `id` is the sheet's: sent again, it comes out once. The original of a cash sale opens the drawer. */
export type Sheet = { id: string; original: boolean; register_id: string };

const underWay = new Map<string, Promise<void>>();

/** A receipt on the register's own printer. Who asks for a sheet that is on its way waits for that one. */
export function printOnRegister(order_id: string, sheet: Sheet): Promise<void> {
  const printing = underWay.get(sheet.id) ?? send(order_id, sheet).finally(() => underWay.delete(sheet.id));
  underWay.set(sheet.id, printing);
  return printing;
}

async function send(order_id: string, sheet: Sheet): Promise<void> {
  await unwrap(api.http.POST('/orders/{order_id}/prints', { params: { path: { order_id } }, body: sheet }));
}
