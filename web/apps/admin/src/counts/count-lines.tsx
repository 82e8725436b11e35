import type { StockCount, StockCountLine } from '@novapos/api';
import { formatQuantity, formatQuantityChange, minorToDecimal, type Unit } from '@novapos/core';
import { Button, type Column, SelectField } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { ClipboardList } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { everyPage, tableFile } from '../lists/table-file';
import { ProductPicker } from '../products/product-picker';
import { type LineFilter, lineChoices } from './count-filter';
import { EnterDialog } from './enter-dialog';
import { linePages } from './queries';

type Props = {
  count: StockCount;
  mayEnter: boolean;
  filter: LineFilter;
  onFilter: (filter: LineFilter) => void;
};

/** What somebody is about to count. */
export type Counted = { id: string; name: string; unit: Unit };

export function CountLines({ count, mayEnter, filter, onFilter }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(linePages(count.id, filter));
  const [entering, setEntering] = useState<Counted | null>(null);
  const lines = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useColumns({ isBlind: count.state === 'counting', mayEnter, onEnter: setEntering });
  const exporting = useExport('count');
  return (
    <>
      <ExportProblem exporting={exporting} />
      <div className="mb-5 grid items-end gap-4 sm:grid-cols-2">
        {mayEnter && count.scope === 'full' && <ProductPicker taken={[]} onPick={setEntering} />}
        <search aria-label={t('list.filters')} className="flex items-end gap-3 *:grow">
          <SelectField
            label={t('count.only')}
            value={filter.only ?? ''}
            options={[
              { value: '', label: t('count.onlyAll') },
              ...lineChoices.map((value) => ({ value, label: t(`count.onlys.${value}`) })),
            ]}
            onChange={({ target }) => onFilter({ only: lineChoices.find((one) => one === target.value) })}
          />
          <span className="grow-0! *:min-h-13">
            <ExportButton exporting={exporting} from={() => linesFile(count.id, filter)} />
          </span>
        </search>
      </div>
      <ListBody
        caption={t('count.lines')}
        columns={columns}
        rows={lines}
        keyOf={({ product_id }) => product_id}
        query={pages}
        failed={t('count.linesFailed')}
        none={{ icon: ClipboardList, title: t('count.linesNone'), help: t('count.linesNoneHelp') }}
        isFiltered={filter.only !== undefined}
        onClear={() => onFilter({})}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
      {entering && <EnterDialog count_id={count.id} product={entering} onClose={() => setEntering(null)} />}
    </>
  );
}

/** While it is blind, the API tells neither record nor variance. */
async function linesFile(count_id: string, filter: LineFilter): Promise<string> {
  const pages = await everyPage(linePages(count_id, filter));
  const decimal = (milli: number | null | undefined) => (typeof milli === 'number' ? minorToDecimal(milli, 3) : null);
  return tableFile(
    pages.flatMap(({ items }) => items),
    {
      sku: ({ product }) => product?.sku,
      name: ({ product }) => product?.name,
      unit: ({ product }) => product?.unit,
      counted: ({ counted_milli }) => decimal(counted_milli),
      on_record: ({ book_milli }) => decimal(book_milli),
      variance: ({ variance_milli }) => decimal(variance_milli),
      counted_at: ({ counted_at }) => counted_at,
      product_id: ({ product_id }) => product_id,
    },
  );
}

type Acts = { isBlind: boolean; mayEnter: boolean; onEnter: (product: Counted) => void };

function useColumns({ isBlind, mayEnter, onEnter }: Acts): Column<StockCountLine>[] {
  const { t } = useTranslation();
  const quantity = (line: StockCountLine, milli: number | null | undefined) =>
    typeof milli === 'number' ? formatQuantity(milli, line.product?.unit) : '–';
  return [
    {
      id: 'product',
      head: t('count.column.product'),
      cell: ({ product }) => (
        <span className="block font-semibold wrap-anywhere whitespace-normal">
          <bdi>{product?.name ?? t('stock.unnamed')}</bdi>
          <span className="block text-sm font-normal text-ink-soft">{product?.sku}</span>
        </span>
      ),
    },
    {
      id: 'counted',
      head: t('count.column.counted'),
      isNumber: true,
      cell: (line) => quantity(line, line.counted_milli),
    },
    ...(isBlind
      ? []
      : ([
          {
            id: 'book',
            head: t('count.column.book'),
            isNumber: true,
            isSecondary: true,
            cell: (line) => quantity(line, line.book_milli),
          },
          {
            id: 'variance',
            head: t('count.column.variance'),
            isNumber: true,
            cell: (line) => (
              <span className={clsx('font-semibold', (line.variance_milli ?? 0) < 0 && 'text-danger')}>
                {typeof line.variance_milli === 'number'
                  ? formatQuantityChange(line.variance_milli, line.product?.unit)
                  : '–'}
              </span>
            ),
          },
        ] satisfies Column<StockCountLine>[])),
    ...(mayEnter
      ? ([
          {
            id: 'act',
            head: t('count.column.act'),
            isNumber: true,
            cell: ({ product }) =>
              product && (
                <Button aria-label={t('count.enterOf', { name: product.name })} onClick={() => onEnter(product)}>
                  {t('count.enter')}
                </Button>
              ),
          },
        ] satisfies Column<StockCountLine>[])
      : []),
  ];
}
