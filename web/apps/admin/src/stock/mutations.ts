import { unwrap } from '@novapos/api';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { api } from '../session/api';
import type { adjustReasons, DamageAction, Direction, damageReasons } from './stock-act';

type Target = { location_id: string; product_id: string };

/** What is done to the stock of one product in one place. */
export type StockChange = Target &
  (
    | { act: 'receive'; quantity_milli: number; reference: string }
    | {
        act: 'adjust';
        quantity_milli: number;
        reason: (typeof adjustReasons)[Direction][number];
        note: string;
      }
    | {
        act: 'damage';
        quantity_milli: number;
        action: DamageAction;
        reason: (typeof damageReasons)[DamageAction][number];
        note: string;
      }
    | { act: 'reorder'; reorder_milli: number | null }
  );

/** `ids` name the document and its line, and so the attempt: sent again after a lost answer it is booked once. */
export function useChangeStock(ids: { id: string; line_id: string }) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (change: StockChange) => send(change, ids),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['stock'] }),
  });
}

async function send(change: StockChange, { id, line_id }: { id: string; line_id: string }): Promise<void> {
  const params = { header: { 'Idempotency-Key': id } };
  const { location_id, product_id } = change;
  if (change.act === 'reorder') {
    const body = { location_id, lines: [{ product_id, reorder_milli: change.reorder_milli }] };
    await unwrap(api.http.POST('/stock/thresholds', { params, body }));
    return;
  }
  const document = { id, location_id, lines: [{ id: line_id, product_id, quantity_milli: change.quantity_milli }] };
  if (change.act === 'receive') {
    const body = { ...document, reference: change.reference || null };
    await unwrap(api.http.POST('/stock/receipts', { params, body }));
  } else if (change.act === 'adjust') {
    const body = { ...document, reason: change.reason, note: change.note || null };
    await unwrap(api.http.POST('/stock/adjustments', { params, body }));
  } else {
    const body = { ...document, action: change.action, reason: change.reason, note: change.note || null };
    await unwrap(api.http.POST('/stock/damages', { params, body }));
  }
}
