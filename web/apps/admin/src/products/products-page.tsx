import { Banner, Button, buttonClass, DataTable, EmptyState } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Package, Plus, SearchX, Shapes, Upload } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FamilyChip } from '../families/family-chip';
import { LoadProblem } from '../layout/load-problem';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { sortNamed, sortOf } from '../lists/sorting';
import { useSelection } from '../lists/use-selection';
import { useCurrency } from '../shop/places';
import { BulkDialog } from './bulk-dialog';
import { useProductColumns } from './product-columns';
import { isFiltered, isFound, type ProductFilter, productSorts } from './product-filter';
import { ProductFilters } from './product-filters';
import { ProductParts } from './product-parts';
import { productPages } from './queries';
import { useSelectColumn } from './select-column';
import { SelectionBar } from './selection-bar';

type Props = {
  filter: ProductFilter;
  onFilter: (filter: ProductFilter) => void;
  /** The catalogue holds for every store, so only some may change it; exporting is for all who manage goods. */
  may: { change: boolean; changeMany: boolean; export: boolean; addFamily: boolean };
};

export function ProductsPage({ filter, onFilter, may }: Props) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const pages = useInfiniteQuery(productPages(filter));
  const exporting = useExport('products');
  const products = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const columns = useProductColumns(products);
  const isEmpty = pages.isSuccess && products.length === 0;
  const selection = useSelection(JSON.stringify({ ...filter, sort: undefined }));
  const selectColumn = useSelectColumn(products, selection);
  const [isChanging, setIsChanging] = useState(false);
  const [changed, setChanged] = useState<number | null>(null);
  const isSelecting = may.changeMany && selection.ids.size > 0;

  return (
    <>
      <ProductParts />
      <div className="mb-4 flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2">
        <h1 className="text-2xl font-bold tracking-tight">{t('products.title')}</h1>
        <p role="status" className="text-ink-soft">
          {products.length > 0 &&
            (pages.hasNextPage
              ? t('products.shownMore', { count: products.length })
              : t('products.shown', { count: products.length }))}
        </p>
        <div className="flex flex-wrap gap-2 max-sm:[&_svg]:hidden sm:ms-auto">
          {may.export && (
            <ExportButton
              exporting={exporting}
              from={currency ? `/products/export?decimals=${currency.exponent}` : undefined}
            />
          )}
          {may.change && <ImportLink />}
          {may.addFamily && <AddFamilyLink />}
          {may.change && <AddLink />}
        </div>
      </div>
      <ExportProblem exporting={exporting} />
      {changed !== null && !isSelecting && (
        <Banner look="info" className="mb-5">
          {t('bulk.done', { count: changed })}
        </Banner>
      )}
      <ProductFilters filter={filter} onFilter={onFilter} />
      {filter.family_id && (
        <FamilyChip family_id={filter.family_id} onClear={() => onFilter({ ...filter, family_id: undefined })} />
      )}
      {pages.isError && (
        <LoadProblem title={t('products.failed')} error={pages.error} onRetry={() => void pages.refetch()} />
      )}
      {isEmpty && isFiltered(filter) && (
        <EmptyState
          icon={SearchX}
          title={t('products.noMatch')}
          action={<Button onClick={() => onFilter({ sort: filter.sort })}>{t('products.clear')}</Button>}
        >
          {t('products.noMatchHelp')}
        </EmptyState>
      )}
      {isEmpty && !isFiltered(filter) && (
        <EmptyState
          icon={Package}
          title={t('products.none')}
          action={
            may.change && (
              <div className="flex flex-wrap justify-center gap-2">
                <AddLink />
                <ImportLink />
              </div>
            )
          }
        >
          {t(may.change ? 'products.noneHelp' : 'products.noneHelpReader')}
        </EmptyState>
      )}
      {(pages.isPending || products.length > 0) && (
        <DataTable
          caption={t('products.title')}
          columns={may.changeMany ? [selectColumn, ...columns] : columns}
          rows={products}
          keyOf={(product) => product.id}
          isLoading={pages.isPending}
          {...(!isFound(filter) && {
            sort: sortOf(filter.sort ?? productSorts[0]),
            onSort: (sort) => onFilter({ ...filter, sort: sortNamed(productSorts, sort) }),
          })}
        />
      )}
      {pages.hasNextPage && (
        <Button
          className="mx-auto mt-5 flex"
          isBusy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {t('products.more')}
        </Button>
      )}
      {isSelecting && (
        <SelectionBar
          selection={selection}
          filter={filter}
          hasMore={pages.hasNextPage}
          onChange={() => setIsChanging(true)}
        />
      )}
      {isChanging && currency && (
        <BulkDialog
          product_ids={[...selection.ids]}
          currency={currency}
          onClose={() => setIsChanging(false)}
          onDone={(count) => {
            setIsChanging(false);
            selection.clear();
            setChanged(count);
          }}
        />
      )}
    </>
  );
}

function AddLink() {
  const { t } = useTranslation();
  return (
    <Link to="/products/new" className={buttonClass({ look: 'primary' })}>
      <Plus className="size-5" aria-hidden="true" />
      {t('products.add')}
    </Link>
  );
}

function AddFamilyLink() {
  const { t } = useTranslation();
  return (
    <Link to="/products/families/new" className={buttonClass({})}>
      <Shapes className="size-5" aria-hidden="true" />
      {t('families.add')}
    </Link>
  );
}

function ImportLink() {
  const { t } = useTranslation();
  return (
    <Link to="/products/import" className={buttonClass({})}>
      <Upload className="size-5" aria-hidden="true" />
      {t('products.import')}
    </Link>
  );
}
