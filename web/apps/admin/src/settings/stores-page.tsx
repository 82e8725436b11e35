import type { Store } from '@novapos/api';
import { buttonClass, type Column } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Plus, Store as StoreIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { tableFile } from '../lists/table-file';
import { contains, useLocalList } from '../lists/use-local-list';
import { places } from '../shop/places';
import { isInState, type StoreFilter } from './place-filter';
import { PlaceState, StateField } from './state-field';

type Props = { filter: StoreFilter; onFilter: (filter: StoreFilter) => void; mayAdd: boolean };

export function StoresPage({ filter, onFilter, mayAdd }: Props) {
  const { t } = useTranslation();
  const query = useQuery(places());
  const sort = { by: filter.sort ?? 'name', isDescending: filter.descending ?? false };
  const exporting = useExport('stores');
  const { found, shown, more } = useLocalList(query.data?.stores ?? [], {
    matches: (store) => contains(`${store.name} ${store.code}`, filter.query) && isInState(store.active, filter.state),
    sort,
    textOf: (store, by) => (by === 'code' ? store.code : store.name),
  });
  const registersOf = ({ id }: Store) => query.data?.registers.filter(({ store_id }) => store_id === id).length ?? 0;
  const columns: Column<Store>[] = [
    {
      id: 'name',
      head: t('stores.column.name'),
      isSortable: true,
      cell: (store) => (
        // The whole row is the link's target: its box covers the row.
        <Link
          to="/settings/stores/$storeId"
          params={{ storeId: store.id }}
          className="font-semibold wrap-anywhere whitespace-normal after:absolute after:inset-0"
        >
          <bdi>{store.name}</bdi>
        </Link>
      ),
    },
    { id: 'code', head: t('stores.column.code'), isSortable: true, cell: (store) => store.code },
    {
      id: 'zone',
      head: t('stores.column.zone'),
      isSecondary: true,
      cell: (store) => store.time_zone.replaceAll('_', ' '),
    },
    { id: 'currency', head: t('stores.column.currency'), isSecondary: true, cell: (store) => store.currency.code },
    { id: 'registers', head: t('stores.column.registers'), isSecondary: true, isNumber: true, cell: registersOf },
    { id: 'state', head: t('stores.column.state'), cell: (store) => <PlaceState isActive={store.active} /> },
  ];
  return (
    <>
      <ListHead title={t('stores.title')} shown={shown.length > 0 ? t('stores.shown', { count: shown.length }) : null}>
        <ExportButton exporting={exporting} from={async () => storesFile(found)} />
        {mayAdd && <AddLink />}
      </ListHead>
      <ExportProblem exporting={exporting} />
      <search aria-label={t('list.filters')} className="mb-5 grid gap-3 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <SearchBox
          label={t('list.search')}
          placeholder={t('stores.searchHint')}
          value={filter.query ?? ''}
          onSearch={(text) => onFilter({ ...filter, query: text || undefined })}
        />
        <StateField state={filter.state} onState={(state) => onFilter({ ...filter, state })} />
      </search>
      <ListBody
        caption={t('stores.title')}
        columns={columns}
        rows={shown}
        keyOf={(store) => store.id}
        query={query}
        failed={t('stores.failed')}
        none={{ icon: StoreIcon, title: t('stores.none'), help: t('stores.noneHelp'), action: mayAdd && <AddLink /> }}
        isFiltered={Boolean(filter.query) || filter.state !== undefined}
        onClear={() => onFilter({})}
        more={more}
        sort={sort}
        onSort={({ by, isDescending }) =>
          onFilter({ ...filter, sort: by === 'code' ? by : undefined, descending: isDescending || undefined })
        }
      />
    </>
  );
}

function storesFile(stores: readonly Store[]): string {
  return tableFile(stores, {
    name: ({ name }) => name,
    code: ({ code }) => code,
    time_zone: ({ time_zone }) => time_zone,
    currency: ({ currency }) => currency.code,
    active: ({ active }) => active,
    store_id: ({ id }) => id,
  });
}

function AddLink() {
  const { t } = useTranslation();
  return (
    <Link to="/settings/stores/new" className={buttonClass({ look: 'primary' })}>
      <Plus className="size-5" aria-hidden="true" />
      {t('stores.add')}
    </Link>
  );
}
