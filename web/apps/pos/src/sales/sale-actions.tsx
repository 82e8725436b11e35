import type { OrderSummary } from '@novapos/api';
import { Button } from '@novapos/ui';
import { Ban, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../till/use-till';
import { EmailButton } from './email-button';
import { PrintNote } from './print-note';
import { useReceiptPrinter } from './use-receipt-printer';
import { VoidSaleDialog } from './void-sale-dialog';

/** What can be done with a sale of today. */
export function SaleActions({ order }: { order: OrderSummary }) {
  const { t } = useTranslation();
  const mayVoid = useMay('order_void') && order.status === 'completed';
  const [isVoiding, setIsVoiding] = useState(false);
  const printer = useReceiptPrinter(order.id);
  return (
    <>
      {(printer.error !== null || printer.isPrinted) && (
        <div className="basis-full">
          <PrintNote error={printer.error} isPrinted={printer.isPrinted} />
        </div>
      )}
      {mayVoid && (
        <Button look="dangerPlain" size="lg" className="grow px-4" onClick={() => setIsVoiding(true)}>
          <Ban className="size-5" aria-hidden="true" />
          {t('voiding.open')}
        </Button>
      )}
      <EmailButton order_id={order.id} label={order.receipt_label} />
      <Button
        look="primary"
        size="lg"
        className="grow px-4"
        isBusy={printer.isBusy}
        onClick={() => void printer.print(false)}
      >
        <Printer className="size-6" aria-hidden="true" />
        {t('sales.printCopy')}
      </Button>
      {isVoiding && <VoidSaleDialog order={order} onClose={() => setIsVoiding(false)} />}
    </>
  );
}
