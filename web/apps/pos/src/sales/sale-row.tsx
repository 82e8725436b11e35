import type { OrderSummary } from '@novapos/api';
import { formatMoney, formatTime } from '@novapos/core';
import { Badge } from '@novapos/ui';
import { clsx } from 'clsx';
import { useTranslation } from 'react-i18next';

type Props = { order: OrderSummary; time_zone: string; isSelected: boolean; onSelect: () => void };

export function SaleRow({ order, time_zone, isSelected, onSelect }: Props) {
  const { t } = useTranslation();
  const isVoided = order.status === 'voided';
  return (
    <li className="border-line not-last:border-b">
      <button
        type="button"
        aria-pressed={isSelected}
        onClick={onSelect}
        className={clsx(
          'flex min-h-17 w-full items-center gap-4 px-5 py-2 text-start -outline-offset-3',
          isSelected ? 'bg-brand-soft' : 'hover:bg-sunken',
        )}
      >
        <span className="w-16 shrink-0 text-ink-soft">{formatTime(order.created_at, time_zone)}</span>
        <span className="min-w-0 grow">
          <span className="flex items-center gap-3">
            <span className="font-mono text-sm">{order.receipt_label}</span>
            {isVoided && <Badge look="danger">{t('common.status.voided')}</Badge>}
          </span>
          <span className="block truncate text-sm text-ink-soft">
            {t('sales.lines', { count: order.line_count })} · <bdi>{order.cashier_name}</bdi>
          </span>
        </span>
        <span className={clsx('text-lg font-semibold', isVoided && 'text-ink-soft line-through')}>
          {formatMoney(order.total_minor, order.currency)}
        </span>
      </button>
    </li>
  );
}
