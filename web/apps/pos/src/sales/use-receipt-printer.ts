import { uuidv7 } from '@novapos/core';
import { useRef, useState } from 'react';
import { useSetup } from '../till/use-till';
import { printOnRegister } from './print-on-register';
import { printReceipt } from './print-receipt';

type Print = { isBusy: boolean; error: unknown; isPrinted: boolean };

const nothing: Print = { isBusy: false, error: null, isPrinted: false };

/** A receipt on the register's own printer where it has one, else by the browser. */
export function useReceiptPrinter(order_id: string) {
  const setup = useSetup();
  // Kept on the device by an earlier version, it does not say so.
  const hasPrinter = setup.receipts?.printer ?? false;
  const [state, setState] = useState(nothing);
  const sheet = useRef<{ id: string; original: boolean } | null>(null);

  /** Tried again after a failure it is the same sheet, and the original is one for ever: where only the answer was lost, it comes out once. Returns whether it is printed. */
  const print = async (original: boolean): Promise<boolean> => {
    if (!hasPrinter) {
      printReceipt();
      return true;
    }
    if (sheet.current?.original !== original) sheet.current = { id: original ? order_id : uuidv7(), original };
    setState({ ...nothing, isBusy: true });
    try {
      await printOnRegister(order_id, { ...sheet.current, register_id: setup.register.id });
      sheet.current = null;
      setState({ ...nothing, isPrinted: true });
      return true;
    } catch (error) {
      setState({ ...nothing, error });
      return false;
    }
  };
  return { ...state, print };
}
