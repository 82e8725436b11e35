import type { FamilySummary } from '@novapos/api';
import { formatNumber } from '@novapos/core';
import { buttonClass, type Column } from '@novapos/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Shapes } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { sortNamed, sortOf } from '../lists/sorting';
import { everyPage, tableFile } from '../lists/table-file';
import { ProductParts } from '../products/product-parts';
import { type FamilyFilter, familySorts } from './family-filter';
import { familyPages } from './queries';

type Props = { filter: FamilyFilter; onFilter: (filter: FamilyFilter) => void; mayAdd: boolean };

export function FamiliesPage({ filter, onFilter, mayAdd }: Props) {
  const { t } = useTranslation();
  const pages = useInfiniteQuery(familyPages(filter));
  const exporting = useExport('families');
  const families = pages.data?.pages.flatMap((page) => page.items) ?? [];
  const shown = pages.hasNextPage
    ? t('families.shownMore', { count: families.length })
    : t('families.shown', { count: families.length });
  const add = mayAdd && (
    <Link to="/products/families/new" className={buttonClass({ look: 'primary' })}>
      <Plus className="size-5" aria-hidden="true" />
      {t('families.add')}
    </Link>
  );
  const columns: Column<FamilySummary>[] = [
    {
      id: 'name',
      head: t('families.column.name'),
      isSortable: true,
      cell: ({ id, name, options }) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/products/families/$familyId"
          params={{ familyId: id }}
          className="block font-semibold wrap-anywhere whitespace-normal after:absolute after:inset-0 md:min-w-44"
        >
          <bdi>{name}</bdi>
          <span className="mt-0.5 block text-sm font-normal text-ink-soft md:hidden">{namesOf(options)}</span>
        </Link>
      ),
    },
    {
      id: 'options',
      head: t('families.column.options'),
      cell: ({ options }) => namesOf(options),
      isSecondary: true,
    },
    {
      id: 'variants',
      head: t('families.column.variants'),
      cell: ({ variants }) => formatNumber(variants),
      isNumber: true,
    },
  ];
  return (
    <>
      <ProductParts />
      <ListHead title={t('families.title')} shown={families.length > 0 ? shown : null}>
        <ExportButton exporting={exporting} from={() => familiesFile(filter)} />
        {add}
      </ListHead>
      <ExportProblem exporting={exporting} />
      <search aria-label={t('list.filters')} className="mb-5 block md:max-w-xl">
        <SearchBox
          label={t('list.search')}
          placeholder={t('families.searchHint')}
          value={filter.query ?? ''}
          onSearch={(text) => onFilter({ ...filter, query: text || undefined })}
        />
      </search>
      <ListBody
        caption={t('families.title')}
        columns={columns}
        rows={families}
        keyOf={({ id }) => id}
        query={pages}
        failed={t('families.failed')}
        none={{ icon: Shapes, title: t('families.none'), help: t('families.noneHelp'), action: add }}
        isFiltered={filter.query !== undefined}
        onClear={() => onFilter({ sort: filter.sort })}
        sort={sortOf(filter.sort ?? familySorts[0])}
        onSort={(sort) => onFilter({ ...filter, sort: sortNamed(familySorts, sort) })}
        more={
          pages.hasNextPage ? { isBusy: pages.isFetchingNextPage, onMore: () => void pages.fetchNextPage() } : undefined
        }
      />
    </>
  );
}

async function familiesFile(filter: FamilyFilter): Promise<string> {
  const pages = await everyPage(familyPages(filter));
  return tableFile(
    pages.flatMap(({ items }) => items),
    {
      name: ({ name }) => name,
      options: ({ options }) => namesOf(options),
      variants: ({ variants }) => variants,
      family_id: ({ id }) => id,
    },
  );
}

function namesOf(options: FamilySummary['options']): string {
  return options.map(({ name }) => name).join(' · ');
}
