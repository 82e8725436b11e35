import { describeError } from '@novapos/core';
import { Banner, Button, ReceiptPaper, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { receiptText } from './queries';

export function Receipt({ order_id }: { order_id: string }) {
  const { t } = useTranslation();
  const receipt = useQuery(receiptText(order_id));
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
