import { Button, Dialog } from '@novapos/ui';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { WithQueries } from '../with-queries';
import { EmailButton } from './email-button';
import { PrintNote } from './print-note';
import { Receipt } from './receipt';
import { useReceiptPrinter } from './use-receipt-printer';

type Props = {
  order_id: string;
  label: string;
  isPrinting: boolean;
  /** It was printed before. */
  isCopy: boolean;
  onPrinted: () => void;
  onClose: () => void;
};

/** The receipt of the sale that was just made: its first print is the original. */
export function ReceiptDialog({ order_id, label, isPrinting, isCopy, onPrinted, onClose }: Props) {
  const { t } = useTranslation();
  const printer = useReceiptPrinter(order_id);
  const print = async () => {
    if (await printer.print(!isCopy)) onPrinted();
  };
  return (
    <Dialog
      title={t('sales.receiptOf', { label })}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <>
          <EmailButton order_id={order_id} label={label} />
          <Button look="primary" size="lg" className="grow" isBusy={printer.isBusy} onClick={() => void print()}>
            <Printer className="size-6" aria-hidden="true" />
            {t(isCopy ? 'sales.printCopy' : 'common.print')}
          </Button>
        </>
      }
    >
      <PrintNote error={printer.error} isPrinted={printer.isPrinted} />
      <WithQueries>
        <Receipt order_id={order_id} isCopy={isCopy} onShown={isPrinting ? () => void print() : undefined} />
      </WithQueries>
    </Dialog>
  );
}
