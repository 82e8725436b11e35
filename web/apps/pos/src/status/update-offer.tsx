import { Button } from '@novapos/ui';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { applyShell, waitingShell } from '../app/shell-update';
import { isEmpty } from '../cart/cart';
import { useCart, useCheckout } from '../till/use-till';

/** A new version of the till waits until a person wants it, and never comes in the middle of a sale. */
export function UpdateOffer() {
  const { t } = useTranslation();
  const { worker } = useStore(waitingShell);
  const { step } = useCheckout();
  const isSelling = !isEmpty(useCart()) || (step !== 'idle' && step !== 'done');
  if (!worker) return null;
  return isSelling ? (
    <p className="whitespace-nowrap">{t('status.updateLater')}</p>
  ) : (
    <Button look="soft" onClick={applyShell}>
      <Download className="size-5" aria-hidden="true" />
      {t('status.update')}
    </Button>
  );
}
