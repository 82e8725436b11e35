import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { device } from '../device/device';
import { useSetup } from '../till/use-till';
import { printOnRegister } from './print-on-register';

type Printing = { error: unknown; isPrinted: boolean };

/** Whether receipts print by themselves: where the register has a printer, unless this device is set otherwise. */
export function usePrintsItself(): boolean {
  const { receipts } = useSetup();
  const isWanted = useStore(device, ({ prints_itself }) => prints_itself ?? true);
  return isWanted && (receipts?.printer ?? false);
}

/** The original of the sale that was just made. Its id is the sale's: looked at again, it comes out once. */
export function useOwnReceipt(order_id: string): Printing {
  const printsItself = usePrintsItself();
  const register_id = useSetup().register.id;
  const [printing, setPrinting] = useState<Printing>({ error: null, isPrinted: false });
  useEffect(() => {
    if (!printsItself) return;
    let isLate = false;
    const tell = (printing: Printing) => !isLate && setPrinting(printing);
    printOnRegister(order_id, { id: order_id, original: true, register_id }).then(
      () => tell({ error: null, isPrinted: true }),
      (error: unknown) => tell({ error, isPrinted: false }),
    );
    return () => {
      isLate = true;
    };
  }, [printsItself, order_id, register_id]);
  return printing;
}
