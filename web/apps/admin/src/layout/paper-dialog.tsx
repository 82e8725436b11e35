import { describeError } from '@novapos/core';
import { Banner, Button, Dialog, ReceiptPaper, Skeleton } from '@novapos/ui';
import type { UseQueryResult } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';

type Props = { title: string; paper: UseQueryResult<string>; onClose: () => void };

/** What the server wrote for the printer, on screen and to be printed. */
export function PaperDialog({ title, paper, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={title}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <Button look="primary" disabled={!paper.isSuccess} onClick={() => window.print()}>
          <Printer className="size-5" aria-hidden="true" />
          {t('common.print')}
        </Button>
      }
    >
      {paper.isPending && <Skeleton className="mx-auto h-96 w-full max-w-sm" />}
      {paper.isError && (
        <Banner look="danger" actions={<Button onClick={() => void paper.refetch()}>{t('common.retry')}</Button>}>
          {describeError(t, paper.error)}
        </Banner>
      )}
      {paper.isSuccess && <ReceiptPaper text={paper.data} />}
    </Dialog>
  );
}
