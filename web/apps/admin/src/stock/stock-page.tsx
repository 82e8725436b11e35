import type { GoodsStock } from '@novapos/api';
import { formatQuantity } from '@novapos/core';
import { Badge, type Column, SelectField } from '@novapos/ui';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { clsx } from 'clsx';
import { Boxes } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { places } from '../shop/places';
import { withoutBlanks } from '../without-blanks';
import { goodsPages } from './queries';
import { inReach, isFiltered, mayGoByName, type StockFilter, sortNamed, sortOf, stockStates } from './stock-filter';

type Props = { filter: StockFilter; onFilter: (filter: StockFilter) => void };

export function StockPage({ filter: asked, onFilter }: Props) {
  const { t } = useTranslation();
  const filter = inReach(asked);
  const pages = useInfiniteQuery(goodsPages(filter));
  const columns = useColumns(mayGoByName(filter));
  const { data } = useQuery(places());
  const exporting = useExport('stock');
  const goods = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = pages.hasNextPage
    ? t('stock.shownMore', { count: goods.length })
    : t('stock.shown', { count: goods.length });
  const change = (changes: Partial<StockFilter>) => onFilter(inReach({ ...filter, ...changes }));

  return (
    <>
      <ListHead title={t('stock.title')} shown={goods.length > 0 ? shown : null}>
        <ExportButton
          exporting={exporting}
          from={`/stock/export?${new URLSearchParams(withoutBlanks({ location_id: filter.location_id }))}`}
        />
      </ListHead>
      <ExportProblem exporting={exporting} />
      <search
        aria-label={t('list.filters')}
        className="mb-5 grid grid-cols-2 gap-3 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]"
      >
        <SearchBox
          label={t('list.search')}
          placeholder={t('stock.searchHint')}
          value={filter.query ?? ''}
          onSearch={(text) => change({ query: text || undefined })}
          className="max-md:col-span-2"
        />
        <SelectField
          label={t('stock.place')}
          value={filter.location_id ?? ''}
          options={[
            { value: '', label: t('stock.everyPlace') },
            ...(data?.stores ?? []).map(({ location_id, name }) => ({ value: location_id, label: name })),
          ]}
          onChange={({ target }) => change({ location_id: target.value || undefined })}
        />
        <SelectField
          label={t('stock.state')}
          value={filter.state ?? ''}
          options={[
            { value: '', label: t('stock.everyState') },
            ...stockStates.map((value) => ({ value, label: t(`stock.states.${value}`) })),
          ]}
          onChange={({ target }) =>
            change({ state: stockStates.find((state) => state === target.value), sort: undefined })
          }
        />
      </search>
      <ListBody
        caption={t('stock.title')}
        columns={columns}
        rows={goods}
        keyOf={({ product_id }) => product_id}
        query={pages}
        failed={t('stock.failed')}
        none={{ icon: Boxes, title: t('stock.none'), help: t('stock.noneHelp') }}
        isFiltered={isFiltered(filter)}
        onClear={() => onFilter({})}
        sort={sortOf(filter)}
        onSort={(sort) => change({ sort: sortNamed(sort) })}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
}

function useColumns(isByName: boolean): Column<GoodsStock>[] {
  const { t } = useTranslation();
  const sum = (id: 'on_hand' | 'reserved' | 'available' | 'in_transit' | 'damaged'): Column<GoodsStock> => ({
    id,
    head: t(`stock.column.${id}`),
    isNumber: true,
    isSortable: id === 'on_hand' || id === 'available',
    isSecondary: id !== 'available',
    cell: (goods) => {
      const milli = goods[`${id}_milli`];
      return (
        <span className={clsx(id === 'available' && 'font-semibold', milli < 0 && 'text-danger')}>
          {milli === 0 && id !== 'available' && id !== 'on_hand' ? '–' : formatQuantity(milli, goods.product?.unit)}
        </span>
      );
    },
  });
  return [
    {
      id: 'name',
      head: t('stock.column.name'),
      isSortable: isByName,
      cell: (goods) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/stock/$productId"
          params={{ productId: goods.product_id }}
          className="block font-semibold wrap-anywhere whitespace-normal after:absolute after:inset-0 md:min-w-44"
        >
          <bdi>{goods.product?.name ?? t('stock.unnamed')}</bdi>
          <span className="mt-0.5 flex flex-wrap items-center gap-1.5 text-sm font-normal text-ink-soft">
            <bdi>{goods.product?.sku}</bdi>
            {goods.on_hand_milli < 0 && <Badge look="danger">{t('stock.negative')}</Badge>}
            {goods.low && <Badge look="warn">{t('stock.low')}</Badge>}
            {goods.product?.active === false && <Badge look="quiet">{t('stock.offSale')}</Badge>}
          </span>
        </Link>
      ),
    },
    sum('on_hand'),
    sum('reserved'),
    sum('available'),
    sum('in_transit'),
    sum('damaged'),
  ];
}
