import { Button, type Column, DataTable, EmptyState, type Sort } from '@novapos/ui';
import { type LucideIcon, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadProblem } from '../layout/load-problem';

type Props<Row> = {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  query: { isPending: boolean; isError: boolean; isSuccess: boolean; error: unknown; refetch: () => unknown };
  /** What stands there instead of a table that could not be read. */
  failed: string;
  /** What stands there when there is nothing at all, and what to do then. */
  none: { icon: LucideIcon; title: string; help: string; action?: ReactNode };
  isFiltered: boolean;
  onClear: () => void;
  more?: { isBusy: boolean; onMore: () => void } | undefined;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
};

/** A list in each of its states: coming, failed, empty, nothing found, and there. */
export function ListBody<Row>({ query, failed, none, isFiltered, onClear, more, rows, ...table }: Props<Row>) {
  const { t } = useTranslation();
  if (query.isError) return <LoadProblem title={failed} error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isSuccess && rows.length === 0) {
    return isFiltered ? (
      <EmptyState
        icon={SearchX}
        title={t('list.noMatch')}
        action={<Button onClick={onClear}>{t('list.clear')}</Button>}
      >
        {t('list.noMatchHelp')}
      </EmptyState>
    ) : (
      <EmptyState icon={none.icon} title={none.title} action={none.action}>
        {none.help}
      </EmptyState>
    );
  }
  return (
    <>
      <DataTable {...table} rows={rows} isLoading={query.isPending} />
      {more && (
        <Button className="mx-auto mt-5 flex" isBusy={more.isBusy} onClick={more.onMore}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}
