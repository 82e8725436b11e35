import { Button, Dialog } from '@novapos/ui';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { WithQueries } from '../with-queries';
import { Receipt } from './receipt';

type Props = { order_id: string; label: string; isPrinting?: boolean; onClose: () => void };

export function ReceiptDialog({ order_id, label, isPrinting = false, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('sales.receiptOf', { label })}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <Button look="primary" size="lg" className="grow" onClick={() => window.print()}>
          <Printer className="size-6" aria-hidden="true" />
          {t('common.print')}
        </Button>
      }
    >
      <WithQueries>
        <Receipt order_id={order_id} isPrinting={isPrinting} />
      </WithQueries>
    </Dialog>
  );
}
