import type { Import, ImportFault } from '@novapos/api';
import { Button, type Column, DataTable } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { describeFault } from '../field-errors';
import { LoadProblem } from '../layout/load-problem';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { everyPage, tableFile } from '../lists/table-file';
import { importFaults } from './queries';

const KEPT_MAX = 5000;

/** What is wrong with the rows that change nothing. */
export function RefusedRows({ of }: { of: Import }) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(importFaults(of.id));
  const faults = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const exporting = useExport('refused-rows');
  const reasonOf = (fault: ImportFault) => describeFault(t, fault);
  const columns: Column<ImportFault>[] = [
    { id: 'line', head: t('import.faults.line'), cell: ({ line }) => line },
    {
      id: 'column',
      head: t('import.faults.column'),
      cell: ({ column }) => column || <span className="text-ink-soft">{t('import.faults.wholeRow')}</span>,
    },
    {
      id: 'reason',
      head: t('import.faults.reason'),
      cell: (fault) => <span className="block min-w-40 wrap-anywhere whitespace-normal">{reasonOf(fault)}</span>,
    },
  ];
  return (
    <>
      <div className="mt-8 mb-1 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl font-semibold">{t('import.faults.title')}</h2>
        <ExportButton exporting={exporting} from={() => faultsFile(of.id, reasonOf)} />
      </div>
      <ExportProblem exporting={exporting} />
      <p className="mb-3 text-ink-soft">
        {t(of.state === 'checked' ? 'import.faults.help' : 'import.faults.helpDone')}{' '}
        {of.refused > KEPT_MAX && t('import.faults.kept')}
      </p>
      {pages.isError && (
        <LoadProblem title={t('import.faults.failed')} error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {!pages.isError && (
        <DataTable
          caption={t('import.faults.title')}
          columns={columns}
          rows={faults}
          keyOf={({ line, column, code }) => `${line} ${column} ${code}`}
          isLoading={pages.isPending}
        />
      )}
      {pages.hasNextPage && (
        <Button
          className="mx-auto mt-5 flex"
          isBusy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('import.more')}
        </Button>
      )}
    </>
  );
}

async function faultsFile(import_id: string, reasonOf: (fault: ImportFault) => string): Promise<string> {
  const pages = await everyPage(importFaults(import_id));
  return tableFile(
    pages.flatMap(({ items }) => items),
    { line: ({ line }) => line, column: ({ column }) => column, reason: reasonOf, code: ({ code }) => code },
  );
}
