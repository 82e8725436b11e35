import { Button, SelectField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { userNames } from '../products/queries';
import { DayFields } from '../shop/place-fields';
import { places } from '../shop/places';
import { actions } from './actions';
import type { AuditFilter } from './audit-filter';
import { useEntryWords } from './use-entry-words';

type Props = { filter: AuditFilter; onFilter: (filter: AuditFilter) => void };

export function AuditFilters({ filter, onFilter }: Props) {
  const { t, i18n } = useTranslation();
  const { actionOf } = useEntryWords();
  const names = useQuery(userNames()).data ?? new Map<string, string>();
  const stores = useQuery(places()).data?.stores ?? [];
  const [isOpen, setIsOpen] = useState(false);
  const change = (changes: Partial<AuditFilter>) => onFilter({ ...filter, ...changes });
  const byText = (one: { label: string }, other: { label: string }) =>
    one.label.localeCompare(other.label, i18n.language);
  // An action that only an address knows can be chosen as long as it is chosen.
  const known = filter.action && !actions.includes(filter.action) ? [filter.action, ...actions] : actions;

  return (
    <search
      aria-label={t('list.filters')}
      className="mb-5 grid grid-cols-2 items-start gap-3 md:grid-cols-3 xl:grid-cols-[2fr_1.5fr_1.5fr_1fr_1fr]"
    >
      <SelectField
        label={t('audit.column.action')}
        value={filter.action ?? ''}
        options={[
          { value: '', label: t('audit.everything') },
          ...known.map((action) => ({ value: action, label: actionOf(action) })).sort(byText),
        ]}
        onChange={({ target }) => change({ action: target.value || undefined })}
        className="max-md:col-span-2"
      />
      {/* A small screen is for the list first. */}
      <Button
        look="quiet"
        aria-expanded={isOpen}
        className="col-span-2 md:hidden"
        onClick={() => setIsOpen((was) => !was)}
      >
        <SlidersHorizontal className="size-5" aria-hidden="true" />
        {t('orders.moreFilters')}
      </Button>
      <div className={clsx('contents', !isOpen && 'max-md:hidden')}>
        <SelectField
          label={t('audit.column.who')}
          value={filter.user_id ?? ''}
          options={[
            { value: '', label: t('audit.everybody') },
            ...[...names].map(([value, label]) => ({ value, label })).sort(byText),
          ]}
          onChange={({ target }) => change({ user_id: target.value || undefined })}
        />
        <SelectField
          label={t('list.store')}
          value={filter.store_id ?? ''}
          options={[
            { value: '', label: t('list.every.stores') },
            ...stores.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={({ target }) => change({ store_id: target.value || undefined })}
        />
        <DayFields filter={filter} onFilter={change} />
      </div>
    </search>
  );
}
