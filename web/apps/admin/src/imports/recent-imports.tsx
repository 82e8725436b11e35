import type { Import } from '@novapos/api';
import { formatDateTime } from '@novapos/core';
import { Badge, Button, type Column, DataTable } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { LoadProblem } from '../layout/load-problem';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { sortNamed, sortOf } from '../lists/sorting';
import { everyPage, tableFile } from '../lists/table-file';
import { type ImportFilter, importSorts } from './import-filter';
import { recentImports } from './queries';

type Props = { filter: ImportFilter; onFilter: (filter: ImportFilter) => void };

export function RecentImports({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(recentImports(filter.sort));
  const imports = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const exporting = useExport('imports');
  const columns: Column<Import>[] = [
    {
      id: 'created_at',
      head: t('import.column.at'),
      isSortable: true,
      isFallingFirst: true,
      cell: (each) => (
        <Link
          to="/products/import/$importId"
          params={{ importId: each.id }}
          className="font-semibold text-brand after:absolute after:inset-0"
        >
          {formatDateTime(each.created_at)}
        </Link>
      ),
    },
    { id: 'by', head: t('import.column.by'), cell: (each) => each.user_name, isSecondary: true },
    { id: 'rows', head: t('import.column.rows'), cell: (each) => each.rows, isNumber: true, isSecondary: true },
    {
      id: 'changes',
      head: t('import.column.changes'),
      cell: (each) => each.created + each.updated,
      isNumber: true,
      isSecondary: true,
    },
    {
      id: 'refused',
      head: t('import.column.refused'),
      cell: (each) => each.refused,
      isNumber: true,
      isSecondary: true,
    },
    {
      id: 'state',
      head: t('import.column.state'),
      cell: ({ state }) => <Badge look={state === 'applied' ? 'ok' : 'quiet'}>{t(`import.state.${state}`)}</Badge>,
    },
  ];
  return (
    <>
      <div className="mt-8 mb-3 flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-xl font-semibold">{t('import.recent')}</h2>
        {imports.length > 0 && <ExportButton exporting={exporting} from={() => importsFile(filter)} />}
      </div>
      <ExportProblem exporting={exporting} />
      {pages.isError && (
        <LoadProblem title={t('import.recentFailed')} error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {pages.isSuccess && imports.length === 0 && <p className="text-ink-soft">{t('import.recentNone')}</p>}
      {(pages.isPending || imports.length > 0) && (
        <DataTable
          caption={t('import.recent')}
          columns={columns}
          rows={imports}
          keyOf={(each) => each.id}
          isLoading={pages.isPending}
          sort={sortOf(filter.sort ?? importSorts[0])}
          onSort={(sort) => onFilter({ sort: sortNamed(importSorts, sort) })}
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

async function importsFile({ sort }: ImportFilter): Promise<string> {
  const pages = await everyPage(recentImports(sort));
  return tableFile(
    pages.flatMap(({ items }) => items),
    {
      sent_at: ({ created_at }) => created_at,
      sent_by: ({ user_name }) => user_name,
      state: ({ state }) => state,
      rows: ({ rows }) => rows,
      created: ({ created }) => created,
      updated: ({ updated }) => updated,
      unchanged: ({ unchanged }) => unchanged,
      refused: ({ refused }) => refused,
      import_id: ({ id }) => id,
    },
  );
}
