import { describeError, uuidv7 } from '@novapos/core';
import { Banner, Button, ProgressBar, Skeleton } from '@novapos/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileSpreadsheet } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { saveFile } from '../save-file';
import { places } from '../shop/places';
import { FileDrop } from './file-drop';
import type { ImportFilter } from './import-filter';
import { RecentImports } from './recent-imports';
import { FILE_BYTES_MAX, sendFile } from './send-file';
import { importTemplate } from './template';

type Props = { filter: ImportFilter; onFilter: (filter: ImportFilter) => void };

export function ImportPage({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const shop = useQuery(places());
  const decimals = shop.data?.stores[0]?.currency.exponent;
  return (
    <>
      <BackLink to="/products">{t('products.title')}</BackLink>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('import.title')}</h1>
      <div className="grid gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        {shop.isPending && <Skeleton className="h-48 w-full rounded-lg" />}
        {shop.isError && (
          <LoadProblem title={t('import.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
        )}
        {decimals !== undefined && <SendFile decimals={decimals} />}
        <section className="rounded-lg border border-line bg-surface p-5">
          <h2 className="mb-2 font-semibold">{t('import.columnsTitle')}</h2>
          <p className="text-sm text-ink-soft">{t('import.columns')}</p>
          <Button
            className="mt-4 w-full"
            disabled={decimals === undefined}
            onClick={() => saveFile('products-template.csv', importTemplate(decimals ?? 2))}
          >
            <FileSpreadsheet className="size-5" aria-hidden="true" />
            {t('import.template')}
          </Button>
        </section>
      </div>
      <RecentImports filter={filter} onFilter={onFilter} />
    </>
  );
}

type Chosen = { import_id: string; file: File };

function SendFile({ decimals }: { decimals: number }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [fault, setFault] = useState<'tooLarge' | 'emptyFile' | null>(null);
  const [sent_bytes, setSentBytes] = useState(0);
  const sending = useMutation({
    mutationFn: (chosen: Chosen) => sendFile({ ...chosen, decimals, onProgress: setSentBytes }),
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['imports'] });
      return navigate({ to: '/products/import/$importId', params: { importId: id } });
    },
  });
  const chosen = sending.variables;

  const send = (what: Chosen) => {
    setSentBytes(0);
    sending.mutate(what);
  };
  const choose = (file: File) => {
    const found = file.size === 0 ? 'emptyFile' : file.size > FILE_BYTES_MAX ? 'tooLarge' : null;
    setFault(found);
    sending.reset();
    if (!found) send({ import_id: uuidv7(), file });
  };

  if (chosen && (sending.isPending || sending.isSuccess)) {
    const isSent = sent_bytes >= chosen.file.size;
    const label = t(isSent ? 'import.reading' : 'import.uploading', { name: chosen.file.name });
    return (
      <section aria-label={t('import.title')} className="rounded-lg border border-line bg-surface p-8">
        <p role="status" className="mb-4 font-semibold wrap-anywhere">
          {label}
        </p>
        <ProgressBar label={label} value={sent_bytes} max={isSent ? 0 : chosen.file.size} />
      </section>
    );
  }
  return (
    <div className="flex h-full flex-col gap-4">
      {fault && <Banner look="danger">{t(`import.${fault}`)}</Banner>}
      {sending.isError && chosen && (
        <Banner look="danger" actions={<Button onClick={() => send(chosen)}>{t('common.retry')}</Button>}>
          {describeError(t, sending.error)}
        </Banner>
      )}
      <FileDrop onFile={choose} />
    </div>
  );
}
