import { SelectField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SearchBox } from '../layout/search-box';
import type { ProductFilter } from './product-filter';
import { categories } from './queries';

type Props = { filter: ProductFilter; onFilter: (filter: ProductFilter) => void };

export function ProductFilters({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(categories());
  const change = (changes: Partial<ProductFilter>) => onFilter({ ...filter, ...changes });
  return (
    <search
      aria-label={t('products.filters')}
      className="mb-5 grid grid-cols-2 gap-3 md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]"
    >
      <SearchBox
        label={t('products.search')}
        placeholder={t('products.searchHint')}
        value={filter.query ?? ''}
        onSearch={(text) => change({ query: text || undefined })}
        className="max-md:col-span-2"
      />
      <SelectField
        label={t('products.category')}
        value={filter.category_id ?? ''}
        options={[
          { value: '', label: t('products.every.categories') },
          ...(data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) => change({ category_id: event.target.value || undefined })}
      />
      <SelectField
        label={t('products.state')}
        value={filter.state ?? ''}
        options={[
          { value: '', label: t('products.every.states') },
          { value: 'on', label: t('products.on') },
          { value: 'off', label: t('products.off') },
        ]}
        onChange={(event) => change({ state: event.target.value === '' ? undefined : (event.target.value as 'on') })}
      />
    </search>
  );
}
