import { describeError } from '@novapos/core';
import { Banner, Button, ReceiptPaper, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../app/screen';
import { printReceipt } from '../sales/print-receipt';
import { useSetup } from '../till/use-till';
import { zText } from './queries';

/** The end of a session: its Z report, to look at and to print. One that was for training has none. */
export function ClosedDrawer({ z_number }: { z_number: number | null }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="text-lg font-semibold">{t('drawer.closedTitle')}</h2>
      {z_number === null ? (
        <p className="text-ink-soft">{t('drawer.trainingOver')}</p>
      ) : (
        <ZReport z_number={z_number} />
      )}
      <div className="sticky -bottom-6 flex flex-wrap gap-3 bg-canvas pt-2 pb-6">
        {z_number !== null && (
          <Button size="lg" className="grow px-4" onClick={printReceipt}>
            <Printer className="size-6" aria-hidden="true" />
            {t('common.print')}
          </Button>
        )}
        <Button look="primary" size="lg" className="grow px-4" onClick={() => goTo('sale')}>
          {t('drawer.done')}
        </Button>
      </div>
    </>
  );
}

function ZReport({ z_number }: { z_number: number }) {
  const { t } = useTranslation();
  const { register } = useSetup();
  const text = useQuery(zText(register.id, z_number));
  if (text.isPending) return <Skeleton className="mx-auto h-96 w-full max-w-sm" />;
  if (text.isError) {
    return (
      <Banner look="danger" actions={<Button onClick={() => void text.refetch()}>{t('common.retry')}</Button>}>
        {describeError(t, text.error)}
      </Banner>
    );
  }
  return (
    <section aria-label={t('drawer.zReport')}>
      <ReceiptPaper text={text.data} />
    </section>
  );
}
