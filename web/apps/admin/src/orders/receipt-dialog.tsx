import type { Order } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, Dialog, ReceiptPaper, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { receiptText } from './queries';

export function ReceiptDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const receipt = useQuery(receiptText(order.id));
  return (
    <Dialog
      title={t('order.receiptOf', { label: order.receipt_label })}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <Button look="primary" disabled={!receipt.isSuccess} onClick={() => window.print()}>
          <Printer className="size-5" aria-hidden="true" />
          {t('common.print')}
        </Button>
      }
    >
      {receipt.isPending && <Skeleton className="mx-auto h-96 w-full max-w-sm" />}
      {receipt.isError && (
        <Banner look="danger" actions={<Button onClick={() => void receipt.refetch()}>{t('common.retry')}</Button>}>
          {describeError(t, receipt.error)}
        </Banner>
      )}
      {receipt.isSuccess && <ReceiptPaper text={receipt.data} />}
    </Dialog>
  );
}
