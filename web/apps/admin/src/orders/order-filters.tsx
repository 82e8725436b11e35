import { Button, SelectField, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { clsx } from 'clsx';
import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountField } from '../amount-field';
import { ProductSearch } from '../products/product-search';
import { useSessionState } from '../session/api';
import { can } from '../session/guard';
import { DayFields, PlaceFields } from '../shop/place-fields';
import { useCurrency } from '../shop/places';
import type { OrderFilter } from './order-filter';
import { cashiers } from './queries';
import { inReach } from './reach';

type Props = { filter: OrderFilter; today: string; onFilter: (filter: OrderFilter) => void };

export function OrderFilters({ filter, today, onFilter }: Props) {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const currency = useCurrency();
  const staff = useQuery({ ...cashiers(), enabled: can(session, 'list_users') });
  const [isOpen, setIsOpen] = useState(false);
  const change = (changes: Partial<OrderFilter>) =>
    onFilter(inReach({ ...filter, ...changes }, today, 'from' in changes ? 'from' : 'to'));

  return (
    <search
      aria-label={t('orders.filters')}
      className="mb-5 grid grid-cols-2 items-start gap-3 md:grid-cols-4 xl:grid-cols-6"
    >
      <ProductSearch
        label={t('orders.product')}
        product_id={filter.product_id}
        onPick={(product_id) => change({ product_id })}
        className="col-span-2 min-w-0"
      />
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
        {staff.data && (
          <SelectField
            label={t('orders.cashier')}
            value={filter.cashier_id ?? ''}
            options={[
              { value: '', label: t('orders.every.cashiers') },
              ...staff.data.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={(event) => change({ cashier_id: event.target.value || undefined })}
            className="col-span-2"
          />
        )}
        <PlaceFields filter={filter} onFilter={change} />
        <DayFields filter={filter} onFilter={change} />
        {currency && (
          <>
            <AmountField
              label={t('orders.totalFrom', { code: currency.code })}
              currency={currency}
              amount_minor={filter.total_from_minor}
              onAmount={(total_from_minor) => change({ total_from_minor })}
            />
            <AmountField
              label={t('orders.totalTo', { code: currency.code })}
              currency={currency}
              amount_minor={filter.total_to_minor}
              onAmount={(total_to_minor) => change({ total_to_minor })}
            />
          </>
        )}
      </div>
      {filter.product_id && <p className="col-span-full text-sm text-ink-soft">{t('orders.productReach')}</p>}
    </search>
  );
}

function numberOf(text: string): number | undefined {
  const digits = text.replace(/\D/g, '').slice(0, 12);
  return digits === '' ? undefined : Number(digits);
}
