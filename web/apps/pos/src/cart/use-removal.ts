import { useCallback, useEffect, useState } from 'react';
import { useCheckout, useTill } from '../till/use-till';
import { type CartLine, removeLine, restoreLine } from './cart';

const UNDO_FOR_MS = 5000;

type Removed = { line: CartLine; position: number };

/** Takes a line out at once and offers it back for five seconds. */
export function useRemoval() {
  const till = useTill();
  const [removed, setRemoved] = useState<Removed | null>(null);

  const { step } = useCheckout();

  // What was taken out of this sale can't come back in the next one.
  useEffect(() => {
    if (step !== 'idle') setRemoved(null);
  }, [step]);

  useEffect(() => {
    if (!removed) return;
    const timer = setTimeout(() => setRemoved(null), UNDO_FOR_MS);
    return () => clearTimeout(timer);
  }, [removed]);

  const remove = useCallback(
    (line_id: string) => {
      const position = till.cart.get().lines.findIndex((line) => line.id === line_id);
      const line = till.cart.get().lines[position];
      if (!line) return;
      till.cart.change((cart) => removeLine(cart, line_id));
      setRemoved({ line, position });
    },
    [till],
  );

  const undo = () => {
    if (removed) till.cart.change((cart) => restoreLine(cart, removed.line, removed.position));
    setRemoved(null);
  };

  return { removed, remove, undo };
}
