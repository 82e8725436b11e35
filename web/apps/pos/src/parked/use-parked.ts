import { use } from 'react';
import { useTill } from '../till/use-till';
import type { ParkedSales } from './parked-sales';

/** The sales that wait; whoever asks while they are read waits for them. */
export function useParked(): ParkedSales {
  return use(useTill().openParked());
}
