import type { Product, ProductStock, Store } from '@novapos/api';
import { formatQuantity } from '@novapos/core';
import { Banner, Button, buttonClass, type Column, DataTable, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { product as productQuery } from '../products/queries';
import { places } from '../shop/places';
import { GoodsHistory } from './goods-history';
import { goods as goodsQuery } from './queries';
import { type StockAct, stockActs } from './stock-act';
import { StockActDialog } from './stock-act-dialog';
import type { MovesFilter } from './stock-filter';

type Props = {
  product_id: string;
  moves: MovesFilter;
  onMoves: (filter: MovesFilter) => void;
  /** Whether somebody may do this in the store. */
  may: (act: StockAct, store_id: string) => boolean;
};

export function GoodsPage({ product_id, ...props }: Props) {
  const { t } = useTranslation();
  const product = useQuery(productQuery(product_id));
  const stock = useQuery(goodsQuery(product_id));
  const shop = useQuery(places());
  const failed = [product, stock, shop].find((query) => query.isError && query.data === undefined);
  return (
    <>
      <BackLink to="/stock">{t('stock.title')}</BackLink>
      {failed && <LoadProblem title={t('goods.failed')} error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && product.data && stock.data !== undefined && shop.data ? (
        <GoodsParts product={product.data} stock={stock.data} stores={shop.data.stores} {...props} />
      ) : (
        !failed && <Skeleton className="h-96 w-full rounded-lg" />
      )}
    </>
  );
}

type PartsProps = Omit<Props, 'product_id'> & { product: Product; stock: ProductStock | null; stores: Store[] };

function GoodsParts({ product, stock, stores, moves, onMoves, may }: PartsProps) {
  const { t } = useTranslation();
  const [act, setAct] = useState<StockAct | null>(null);
  const [isDone, setIsDone] = useState(false);
  const storesFor = (one: StockAct) => stores.filter(({ id }) => may(one, id));
  return (
    <>
      <header className="mb-5 flex flex-wrap items-center gap-3">
        <div className="min-w-0">
          <h1 className="text-2xl font-bold tracking-tight wrap-anywhere">
            <bdi>{product.name}</bdi>
          </h1>
          <p className="text-sm text-ink-soft">{product.sku}</p>
        </div>
        <div className="flex flex-wrap gap-2 sm:ms-auto">
          <Link to="/products/$productId" params={{ productId: product.id }} className={buttonClass({ look: 'quiet' })}>
            {t('goods.product')}
          </Link>
          {stockActs
            .filter((one) => storesFor(one).length > 0)
            .map((one) => (
              <Button
                key={one}
                look={one === 'receive' ? 'primary' : 'plain'}
                onClick={() => {
                  setIsDone(false);
                  setAct(one);
                }}
              >
                {t(`stockAct.${one}.open`)}
              </Button>
            ))}
        </div>
      </header>
      {isDone && (
        <Banner look="info" className="mb-5">
          {t('goods.done')}
        </Banner>
      )}
      <PlacesTable product={product} stock={stock} stores={stores} />
      <GoodsHistory product={product} stores={stores} filter={moves} onFilter={onMoves} />
      {act && (
        <StockActDialog
          act={act}
          product={product}
          stock={stock}
          stores={storesFor(act)}
          location_id={moves.location_id}
          onClose={() => setAct(null)}
          onDone={() => {
            setAct(null);
            setIsDone(true);
          }}
        />
      )}
    </>
  );
}

const sums = ['on_hand', 'reserved', 'available', 'in_transit', 'damaged'] as const;

type Row = {
  id: string;
  name: string;
  isTotal: boolean;
  reorder_milli: number | null;
} & Record<`${(typeof sums)[number]}_milli`, number>;

const nothing = { on_hand_milli: 0, reserved_milli: 0, available_milli: 0, in_transit_milli: 0, damaged_milli: 0 };

/** What there is in each place and in all of them. Places of which nothing is on record have nothing. */
function PlacesTable({ product, stock, stores }: { product: Product; stock: ProductStock | null; stores: Store[] }) {
  const { t } = useTranslation();
  const rows: Row[] = [
    ...stores.map(({ location_id, name }) => {
      const here = stock?.locations.find((one) => one.location_id === location_id);
      const reorder_milli = here?.reorder_milli ?? null;
      return { ...nothing, ...here, id: location_id, name, isTotal: false, reorder_milli };
    }),
    { ...nothing, ...stock, id: 'all', name: t('goods.all'), isTotal: true, reorder_milli: null },
  ];
  const columns: Column<Row>[] = [
    {
      id: 'name',
      head: t('stock.place'),
      cell: ({ name, isTotal }) => (
        <span className={isTotal ? 'font-bold whitespace-normal' : 'whitespace-normal'}>
          <bdi>{name}</bdi>
        </span>
      ),
    },
    ...sums.map(
      (id): Column<Row> => ({
        id,
        head: t(`stock.column.${id}`),
        isNumber: true,
        isSecondary: id === 'reserved' || id === 'in_transit' || id === 'damaged',
        cell: (row) => (
          <span className={row.isTotal ? 'font-bold' : undefined}>
            {formatQuantity(row[`${id}_milli`], product.unit)}
          </span>
        ),
      }),
    ),
    {
      id: 'reorder',
      head: t('goods.reorder'),
      isNumber: true,
      isSecondary: true,
      cell: ({ reorder_milli, isTotal }) =>
        isTotal ? null : reorder_milli === null ? t('goods.noReorder') : formatQuantity(reorder_milli, product.unit),
    },
  ];
  return <DataTable caption={t('goods.byPlace')} columns={columns} rows={rows} keyOf={({ id }) => id} />;
}
