import { SelectField, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { places } from './places';

type PlaceFilter = { store_id?: string | undefined; register_id?: string | undefined };
type DayFilter = { from?: string | undefined; to?: string | undefined };
type Props<Filter> = { filter: Filter; onFilter: (changes: Filter) => void };

/** Narrows a list to a store, and to one of its registers. */
export function PlaceFields({ filter, onFilter }: Props<PlaceFilter>) {
  const { t } = useTranslation();
  const { data } = useQuery(places());
  const registers = data?.registers.filter(({ store_id }) => !filter.store_id || store_id === filter.store_id) ?? [];
  return (
    <>
      <SelectField
        label={t('list.store')}
        value={filter.store_id ?? ''}
        options={[
          { value: '', label: t('list.every.stores') },
          ...(data?.stores ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ target }) => onFilter({ store_id: target.value || undefined, register_id: undefined })}
      />
      <SelectField
        label={t('list.register')}
        value={filter.register_id ?? ''}
        options={[
          { value: '', label: t('list.every.registers') },
          ...registers.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={({ target }) => onFilter({ register_id: target.value || undefined })}
      />
    </>
  );
}

/** Narrows a list to business days. */
export function DayFields({ filter, onFilter }: Props<DayFilter>) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('list.from')}
        type="date"
        max={filter.to}
        value={filter.from ?? ''}
        onChange={({ target }) => onFilter({ from: target.value || undefined })}
      />
      <TextField
        label={t('list.to')}
        type="date"
        min={filter.from}
        value={filter.to ?? ''}
        onChange={({ target }) => onFilter({ to: target.value || undefined })}
      />
    </>
  );
}
