import { formatQuantity, ONE_MILLI, type Unit } from '@novapos/core';
import { Button, Dialog, Keypad } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { QUANTITY_MILLI_MAX } from './cart';

type Props = {
  name: string;
  unit: Unit;
  quantity_milli: number;
  onSet: (quantity_milli: number) => void;
  onClose: () => void;
};

/** Pieces are typed as pieces; what is weighed or measured as thousandths, so that 1 5 0 0 is 1.500. */
export function QuantityDialog({ name, unit, quantity_milli, onSet, onClose }: Props) {
  const { t } = useTranslation();
  const step = unit === 'piece' ? ONE_MILLI : 1;
  const [value, setValue] = useState(Math.floor(quantity_milli / step));

  const set = () => {
    if (value === 0) return;
    onClose();
    onSet(value * step);
  };

  return (
    <Dialog title={name} onClose={onClose} closeLabel={t('common.close')}>
      <Keypad
        label={t('cart.quantity')}
        value={value}
        max={QUANTITY_MILLI_MAX / step}
        format={(number) => formatQuantity(number * step, unit)}
        onChange={setValue}
        onEnter={set}
        clearLabel={t('pay.clear')}
        backspaceLabel={t('pay.backspace')}
      />
      <Button look="primary" size="lg" className="mt-2 w-full" disabled={value === 0} onClick={set}>
        {t('cart.quantitySet')}
      </Button>
    </Dialog>
  );
}
