import { type Column, DataTable, EmptyState, Skeleton } from '@novapos/ui';
import { ChartColumn, Moon, Table2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';

type Query = { isPending: boolean; isError: boolean; error: unknown; refetch: () => unknown };

type Props<Row> = {
  title: string;
  help?: string;
  queries: readonly Query[];
  failed: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
  children: ReactNode;
};

/** A chart, and behind it the table of what it shows. */
export function ChartCard<Row>({ title, help, queries, failed, columns, rows, keyOf, children }: Props<Row>) {
  const { t } = useTranslation();
  const [isTable, setIsTable] = useState(false);
  const lost = queries.find(({ isError }) => isError);
  const isPending = queries.some((query) => query.isPending);
  const isThere = !lost && !isPending && rows.length > 0;
  const Icon = isTable ? ChartColumn : Table2;
  const actions = isThere && (
    <button
      type="button"
      aria-label={`${title}: ${t(isTable ? 'dashboard.asChart' : 'dashboard.asTable')}`}
      onClick={() => setIsTable(!isTable)}
      className="press -my-1 grid size-11 shrink-0 place-items-center rounded-md text-ink-soft hover:bg-ink/6"
    >
      <Icon className="size-5" aria-hidden="true" />
    </button>
  );
  return (
    <Card title={title} {...(help ? { help } : {})} actions={actions}>
      {lost && (
        <LoadProblem
          title={failed}
          error={lost.error}
          onRetry={() => {
            for (const query of queries) if (query.isError) void query.refetch();
          }}
        />
      )}
      {!lost && isPending && <Skeleton className="h-52 w-full" />}
      {!lost && !isPending && rows.length === 0 && (
        <EmptyState icon={Moon} title={t('dashboard.noSales')}>
          {t('dashboard.noSalesHelp')}
        </EmptyState>
      )}
      {isThere &&
        (isTable ? (
          <DataTable caption={t('dashboard.tableOf', { title })} columns={columns} rows={rows} keyOf={keyOf} />
        ) : (
          children
        ))}
    </Card>
  );
}
