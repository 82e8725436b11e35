import { Button, Dialog } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { useTill } from '../till/use-till';

export function ClearDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const clear = () => {
    onClose();
    void till.checkout.clearCart();
  };
  return (
    <Dialog
      role="alertdialog"
      title={t('cart.clearTitle')}
      onClose={onClose}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            {t('cart.clearNo')}
          </Button>
          <Button look="danger" onClick={clear}>
            {t('cart.clearYes')}
          </Button>
        </>
      }
    >
      <p>{t('cart.clearHelp')}</p>
    </Dialog>
  );
}
