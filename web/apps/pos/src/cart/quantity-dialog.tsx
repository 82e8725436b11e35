import { formatQuantity, ONE_MILLI } from '@novapos/core';
import { Button, Dialog, Keypad } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTill } from '../till/use-till';
import { type CartLine, QUANTITY_MILLI_MAX } from './cart';

/** Pieces are typed as pieces; what is weighed or measured as thousandths, so that 1 5 0 0 is 1.5. */
export function QuantityDialog({ line, onClose }: { line: CartLine; onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const isByPiece = (till.catalog.index.byId(line.product_id)?.unit ?? 'piece') === 'piece';
  const step = isByPiece ? ONE_MILLI : 1;
  const [value, setValue] = useState(Math.floor(line.quantity_milli / step));

  const set = () => {
    if (value === 0) return;
    till.changeQuantity(line.id, value * step);
    onClose();
  };

  return (
    <Dialog title={line.name} onClose={onClose} closeLabel={t('common.close')}>
      <Keypad
        label={t('cart.quantity')}
        value={value}
        max={QUANTITY_MILLI_MAX / step}
        format={(number) => formatQuantity(number * step)}
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
