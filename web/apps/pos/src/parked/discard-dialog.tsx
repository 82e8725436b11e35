import { Banner, Button, Dialog } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTill } from '../till/use-till';
import { asKept } from './take-up';
import { type Trouble, troubleText } from './trouble';
import { useParked } from './use-parked';
import type { WaitingSale } from './waiting-sales';

/** Nobody comes back for it: then it is gone from every register. */
export function DiscardDialog({ waiting, onClose }: { waiting: WaitingSale; onClose: () => void }) {
  const { t } = useTranslation();
  const till = useTill();
  const parked = useParked();
  const [isBusy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const name = waiting.from === 'store' ? waiting.sale.label : waiting.sale.name;

  const discard = async () => {
    setBusy(true);
    try {
      const error = await parked.discard(asKept(till, waiting, t('parked.goneName')));
      if (!error) return onClose();
      setTrouble(error);
    } catch {
      setTrouble('failed');
    }
    setBusy(false);
  };

  return (
    <Dialog
      role="alertdialog"
      title={t('parked.discardTitle', { name })}
      onClose={onClose}
      footer={
        <>
          <Button data-autofocus onClick={onClose}>
            {t('parked.keep')}
          </Button>
          <Button look="danger" isBusy={isBusy} onClick={() => void discard()}>
            {t('parked.discardYes')}
          </Button>
        </>
      }
    >
      {trouble && (
        <Banner look="danger" className="mb-3">
          {troubleText(t, trouble)}
        </Banner>
      )}
      <p>{t('parked.discardHelp')}</p>
    </Dialog>
  );
}
