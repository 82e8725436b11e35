import { SelectField, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';
import { DayFields, PlaceFields } from '../shop/place-fields';
import type { OrderFilter } from './order-filter';
import { cashiers } from './queries';

type Props = { filter: OrderFilter; onFilter: (filter: OrderFilter) => void };

export function OrderFilters({ filter, onFilter }: Props) {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const staff = useQuery({ ...cashiers(), enabled: can(session, 'list_users') });
  const change = (changes: Partial<OrderFilter>) => onFilter({ ...filter, ...changes });

  return (
    <search aria-label={t('orders.filters')} className="mb-5 grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-4">
      <TextField
        label={t('orders.receiptNumber')}
        inputMode="numeric"
        value={filter.receipt_number ?? ''}
        onChange={(event) => change({ receipt_number: numberOf(event.target.value) })}
      />
      <SelectField
        label={t('orders.status')}
        value={filter.status ?? ''}
        options={[
          { value: '', label: t('orders.every.statuses') },
          { value: 'completed', label: t('common.status.completed') },
          { value: 'voided', label: t('common.status.voided') },
        ]}
        onChange={(event) =>
          change({ status: event.target.value === '' ? undefined : (event.target.value as 'voided') })
        }
      />
      <PlaceFields filter={filter} onFilter={change} />
      {staff.data && (
        <SelectField
          label={t('orders.cashier')}
          value={filter.cashier_id ?? ''}
          options={[
            { value: '', label: t('orders.every.cashiers') },
            ...staff.data.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(event) => change({ cashier_id: event.target.value || undefined })}
        />
      )}
      <DayFields filter={filter} onFilter={change} />
    </search>
  );
}

function numberOf(text: string): number | undefined {
  const digits = text.replace(/\D/g, '').slice(0, 12);
  return digits === '' ? undefined : Number(digits);
}
