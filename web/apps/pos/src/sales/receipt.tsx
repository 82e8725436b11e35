import { describeError } from '@novapos/core';
import { Banner, Button, ReceiptPaper, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { receiptText } from './queries';

type Props = {
  order_id: string;
  isCopy: boolean;
  /** Called once, when the text is there. */
  onShown?: (() => void) | undefined;
};

export function Receipt({ order_id, isCopy, onShown }: Props) {
  const { t } = useTranslation();
  const receipt = useQuery(receiptText(order_id, !isCopy));
  const isToldOf = useRef(false);

  useEffect(() => {
    if (!receipt.isSuccess || isToldOf.current) return;
    isToldOf.current = true;
    onShown?.();
  }, [onShown, receipt.isSuccess]);

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
