import { useStore } from 'zustand';
import { QuantityDialog } from '../cart/quantity-dialog';
import { useTill } from '../till/use-till';

/** How much of the goods that were touched, typed or scanned, where they are not counted in pieces. */
export function MeasuringDialog() {
  const till = useTill();
  const item = useStore(till.state, (state) => state.measuring);
  if (!item) return null;
  return (
    <QuantityDialog
      key={item.id}
      name={item.name}
      unit={item.unit}
      quantity_milli={0}
      onSet={(quantity_milli) => till.add(item.id, quantity_milli)}
      onClose={() => till.stopMeasuring()}
    />
  );
}
