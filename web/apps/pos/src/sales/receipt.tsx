import { describeError } from '@novapos/core';
import { Banner, Button, ReceiptPaper, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { receiptText } from './queries';

/** With `isPrinting` the print dialog opens as soon as the text is there. */
export function Receipt({ order_id, isPrinting = false }: { order_id: string; isPrinting?: boolean }) {
  const { t } = useTranslation();
  const receipt = useQuery(receiptText(order_id));

  useEffect(() => {
    if (isPrinting && receipt.isSuccess) window.print();
  }, [isPrinting, receipt.isSuccess]);

  if (receipt.isPending) return <Skeleton className="mx-auto h-96 w-full max-w-sm" />;
  if (receipt.isError) {
    return (
      <Banner look="danger" actions={<Button onClick={() => void receipt.refetch()}>{t('common.retry')}</Button>}>
        {describeError(t, receipt.error)}
      </Banner>
    );
  }
  return <ReceiptPaper text={receipt.data} />;
}
