import { describeError } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { CircleCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { printReceipt } from './print-receipt';

/** What became of a print on the register's printer, and the way around a printer that does not answer. */
export function PrintNote({ error, isPrinted }: { error: unknown; isPrinted: boolean }) {
  const { t } = useTranslation();
  if (error !== null) {
    return (
      <Banner look="danger" actions={<Button onClick={printReceipt}>{t('sales.printHere')}</Button>}>
        {describeError(t, error)}
      </Banner>
    );
  }
  return (
    <p role="status" className="flex items-center justify-center gap-2 font-semibold empty:hidden">
      {isPrinted && (
        <>
          <CircleCheck className="size-5 text-ok" aria-hidden="true" />
          {t('sales.printed')}
        </>
      )}
    </p>
  );
}
