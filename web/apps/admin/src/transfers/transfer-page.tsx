import type { TransferDetail } from '@novapos/api';
import { formatDateTime, formatQuantity } from '@novapos/core';
import { Banner, Button, type Column, DataTable, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { PackageCheck, PackageX } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { DocumentHead } from '../lists/document-head';
import { useExport } from '../lists/export-button';
import { useLocalList } from '../lists/use-local-list';
import { transfer as transferQuery } from './queries';
import { SettleDialog } from './settle-dialog';
import { transferFile } from './transfer-file';
import { TransferState, usePlaceNames } from './transfers-page';

export type SettleKind = 'arrival' | 'resolution';
type Line = TransferDetail['lines'][number];
type Props = { transfer_id: string; may: (kind: SettleKind, location_id: string) => boolean };

export function TransferPage({ transfer_id, may }: Props) {
  const { t } = useTranslation();
  const transfer = useQuery(transferQuery(transfer_id));
  return (
    <>
      <BackLink to="/stock/transfers">{t('transfers.title')}</BackLink>
      {transfer.isPending && <Skeleton className="h-96 w-full rounded-lg" />}
      {transfer.isError && !transfer.data && (
        <LoadProblem title={t('transfer.failed')} error={transfer.error} onRetry={() => void transfer.refetch()} />
      )}
      {transfer.data && <TransferParts transfer={transfer.data} may={may} />}
    </>
  );
}

function TransferParts({ transfer, may }: { transfer: TransferDetail; may: Props['may'] }) {
  const { t } = useTranslation();
  const nameOf = usePlaceNames();
  const [open, setOpen] = useState<SettleKind | null>(null);
  const [isDone, setIsDone] = useState(false);
  const isUnderWay = transfer.state === 'under_way';
  const ask = (kind: SettleKind) => {
    setIsDone(false);
    setOpen(kind);
  };
  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <div className="min-w-0">
          <h1 className="flex flex-wrap items-center gap-3 text-2xl font-bold tracking-tight">
            {t('transfers.fromTo', { from: nameOf(transfer.from_location_id), to: nameOf(transfer.to_location_id) })}
            <span className="text-base font-normal tracking-normal">
              <TransferState state={transfer.state} />
            </span>
          </h1>
          <p className="mt-1 text-sm text-ink-soft wrap-anywhere">
            {[t('transfer.sentAt', { at: formatDateTime(transfer.at) }), transfer.note].filter(Boolean).join(' · ')}
          </p>
        </div>
        <div className="flex flex-wrap gap-2 sm:ms-auto">
          {isUnderWay && may('resolution', transfer.to_location_id) && (
            <Button onClick={() => ask('resolution')}>
              <PackageX className="size-5" aria-hidden="true" />
              {t('transfer.resolve')}
            </Button>
          )}
          {isUnderWay && may('arrival', transfer.to_location_id) && (
            <Button look="primary" onClick={() => ask('arrival')}>
              <PackageCheck className="size-5" aria-hidden="true" />
              {t('transfer.receive')}
            </Button>
          )}
        </div>
      </header>
      {isDone && (
        <Banner look="info" className="mb-5">
          {t('transfer.done')}
        </Banner>
      )}
      <TransferLines lines={transfer.lines} />
      {open && (
        <SettleDialog
          kind={open}
          transfer={transfer}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            setIsDone(true);
          }}
        />
      )}
    </>
  );
}

const sums = ['shipped', 'received', 'resolved', 'in_transit'] as const;

function TransferLines({ lines }: { lines: Line[] }) {
  const { t } = useTranslation();
  const { shown, more } = useLocalList(lines, {
    matches: () => true,
    sort: { by: 'sent', isDescending: false },
    textOf: () => '',
  });
  const exporting = useExport('transfer');
  const columns: Column<Line>[] = [
    {
      id: 'product',
      head: t('transfer.column.product'),
      cell: ({ product }) => (
        <span className="block font-semibold wrap-anywhere whitespace-normal">
          <bdi>{product?.name ?? t('stock.unnamed')}</bdi>
          <span className="block text-sm font-normal text-ink-soft">{product?.sku}</span>
        </span>
      ),
    },
    ...sums.map(
      (id): Column<Line> => ({
        id,
        head: t(`transfer.column.${id}`),
        isNumber: true,
        isSecondary: id === 'received' || id === 'resolved',
        cell: (line) => formatQuantity(line[`${id}_milli`], line.product?.unit),
      }),
    ),
  ];
  return (
    <>
      <DocumentHead title={t('transfer.lines')} exporting={exporting} from={async () => transferFile(lines)} />
      <DataTable caption={t('transfer.lines')} columns={columns} rows={shown} keyOf={({ product_id }) => product_id} />
      {more && (
        <Button className="mx-auto mt-5 flex" onClick={more.onMore}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}
