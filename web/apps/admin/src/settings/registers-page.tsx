import type { Register } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, type Column, SelectField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Monitor, Pencil, Plus, Power } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import { ExportButton, ExportProblem, useExport } from '../lists/export-button';
import { ListBody } from '../lists/list-body';
import { ListHead } from '../lists/list-head';
import { tableFile } from '../lists/table-file';
import { contains, useLocalList } from '../lists/use-local-list';
import { places } from '../shop/places';
import { useChangeRegister } from './mutations';
import { isInState, type RegisterFilter } from './place-filter';
import { RegisterDialog } from './register-dialog';
import { PlaceState, StateField } from './state-field';

type Props = {
  filter: RegisterFilter;
  onFilter: (filter: RegisterFilter) => void;
  mayChangeIn: (store_id: string) => boolean;
};

export function RegistersPage({ filter, onFilter, mayChangeIn }: Props) {
  const { t } = useTranslation();
  const query = useQuery(places());
  const [open, setOpen] = useState<Register | 'new' | null>(null);
  const [made, setMade] = useState<Register | null>(null);
  const switching = useChangeRegister();
  const stores = query.data?.stores ?? [];
  const storeOf = ({ store_id }: Register) => stores.find(({ id }) => id === store_id)?.name ?? '';
  const sort = { by: filter.sort ?? 'series', isDescending: filter.descending ?? false };
  const exporting = useExport('registers');
  const { found, shown, more } = useLocalList(query.data?.registers ?? [], {
    matches: (register) =>
      contains(`${register.name} ${register.series}`, filter.query) &&
      isInState(register.active, filter.state) &&
      (!filter.store_id || register.store_id === filter.store_id),
    sort,
    textOf: (register, by) => (by === 'store' ? storeOf(register) : by === 'name' ? register.name : register.series),
  });
  const ownStores = stores.filter(({ id }) => mayChangeIn(id));
  const add = ownStores.length > 0 && (
    <Button look="primary" onClick={() => setOpen('new')}>
      <Plus className="size-5" aria-hidden="true" />
      {t('registers.add')}
    </Button>
  );
  const columns = useColumns({
    storeOf,
    mayChangeIn,
    onRename: setOpen,
    onSwitch: ({ id, active }) => {
      setMade(null);
      switching.mutate({ register_id: id, active: !active });
    },
  });

  return (
    <>
      <ListHead
        title={t('registers.title')}
        shown={shown.length > 0 ? t('registers.shown', { count: shown.length }) : null}
      >
        <ExportButton exporting={exporting} from={async () => registersFile(found, storeOf)} />
        {add}
      </ListHead>
      <ExportProblem exporting={exporting} />
      <Note
        made={made}
        switching={switching}
        onUndo={({ id, active }) => switching.mutate({ register_id: id, active: !active })}
      />
      <search
        aria-label={t('list.filters')}
        className="mb-5 grid grid-cols-2 gap-3 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]"
      >
        <SearchBox
          label={t('list.search')}
          placeholder={t('registers.searchHint')}
          value={filter.query ?? ''}
          onSearch={(text) => onFilter({ ...filter, query: text || undefined })}
          className="max-md:col-span-2"
        />
        <SelectField
          label={t('registers.store')}
          value={filter.store_id ?? ''}
          options={[
            { value: '', label: t('registers.everyStore') },
            ...stores.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ target }) => onFilter({ ...filter, store_id: target.value || undefined })}
        />
        <StateField state={filter.state} onState={(state) => onFilter({ ...filter, state })} />
      </search>
      <ListBody
        caption={t('registers.title')}
        columns={columns}
        rows={shown}
        keyOf={(register) => register.id}
        query={query}
        failed={t('registers.failed')}
        none={{ icon: Monitor, title: t('registers.none'), help: t('registers.noneHelp'), action: add }}
        isFiltered={Boolean(filter.query || filter.store_id || filter.state)}
        onClear={() => onFilter({})}
        more={more}
        sort={sort}
        onSort={({ by, isDescending }) =>
          onFilter({
            ...filter,
            sort: by === 'name' || by === 'store' ? by : undefined,
            descending: isDescending || undefined,
          })
        }
      />
      {open && (
        <RegisterDialog
          register={open === 'new' ? null : open}
          stores={ownStores}
          store_id={filter.store_id}
          onClose={() => setOpen(null)}
          onDone={(register) => {
            switching.reset();
            setMade(open === 'new' ? register : null);
            setOpen(null);
          }}
        />
      )}
    </>
  );
}

type Acts = {
  storeOf: (register: Register) => string;
  mayChangeIn: (store_id: string) => boolean;
  onRename: (register: Register) => void;
  onSwitch: (register: Register) => void;
};

function registersFile(registers: readonly Register[], storeOf: (register: Register) => string): string {
  return tableFile(registers, {
    series: ({ series }) => series,
    name: ({ name }) => name,
    store: storeOf,
    active: ({ active }) => active,
    register_id: ({ id }) => id,
  });
}

function useColumns({ storeOf, mayChangeIn, onRename, onSwitch }: Acts): Column<Register>[] {
  const { t } = useTranslation();
  return [
    {
      id: 'name',
      head: t('registers.column.name'),
      isSortable: true,
      cell: (register) => (
        <span className="font-semibold wrap-anywhere whitespace-normal">
          <bdi>{register.name}</bdi>
          <span className="mt-0.5 block text-sm font-normal text-ink-soft md:hidden">{storeOf(register)}</span>
        </span>
      ),
    },
    { id: 'store', head: t('registers.column.store'), isSortable: true, isSecondary: true, cell: storeOf },
    {
      id: 'series',
      head: t('registers.column.series'),
      isSortable: true,
      cell: (register) => <span className="font-mono text-sm">{register.series}</span>,
    },
    {
      id: 'state',
      head: t('registers.column.state'),
      isSecondary: true,
      cell: (register) => <PlaceState isActive={register.active} />,
    },
    {
      id: 'actions',
      head: t('registers.column.actions'),
      isNumber: true,
      cell: (register) =>
        mayChangeIn(register.store_id) && (
          <span className="inline-flex justify-end gap-1 md:gap-2">
            <Button
              look="quiet"
              size="icon"
              aria-label={t('registers.editOf', { name: register.name })}
              onClick={() => onRename(register)}
            >
              <Pencil className="size-5" aria-hidden="true" />
            </Button>
            <Button
              look={register.active ? 'dangerPlain' : 'plain'}
              className="max-md:size-12 max-md:p-0"
              aria-label={t(register.active ? 'registers.closeOf' : 'registers.openOf', { name: register.name })}
              onClick={() => onSwitch(register)}
            >
              <Power className="size-5 md:hidden" aria-hidden="true" />
              <span className="max-md:hidden">{t(register.active ? 'registers.close' : 'registers.open')}</span>
            </Button>
          </span>
        ),
    },
  ];
}

type NoteProps = {
  made: Register | null;
  switching: ReturnType<typeof useChangeRegister>;
  onUndo: (register: Register) => void;
};

/** What came of the last change, with the way back. */
function Note({ made, switching, onUndo }: NoteProps) {
  const { t } = useTranslation();
  if (switching.isError) {
    return (
      <Banner look="danger" className="mb-5">
        {describeError(t, switching.error)}
      </Banner>
    );
  }
  const changed = switching.data;
  if (changed) {
    return (
      <Banner
        look="info"
        className="mb-5"
        actions={
          <Button isBusy={switching.isPending} onClick={() => onUndo(changed)}>
            {t('settings.undo')}
          </Button>
        }
      >
        {t(changed.active ? 'registers.opened' : 'registers.closed', { name: changed.name })}
      </Banner>
    );
  }
  return (
    made && (
      <Banner look="info" className="mb-5">
        {t('registers.created', { name: made.name })}
      </Banner>
    )
  );
}
