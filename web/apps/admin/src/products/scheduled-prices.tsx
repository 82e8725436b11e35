import type { Product, ScheduledPrice, Store } from '@novapos/api';
import { formatDateTime, formatUnitPrice } from '@novapos/core';
import { Button, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { CalendarClock, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { CancelPriceDialog } from './cancel-price-dialog';
import { scheduledPrices } from './queries';
import { SchedulePriceDialog } from './schedule-price-dialog';

type Props = {
  product: Product;
  stores: readonly Store[];
  /** Says what the shop's price is in, and by which clock its moment is. */
  first: Store;
  mayChange: boolean;
};

/** Prices that are to hold from a moment to come. */
export function ScheduledPrices({ product, stores, first, mayChange }: Props) {
  const { t } = useTranslation();
  const waiting = useQuery(scheduledPrices(product.id));
  const [isPlanning, setIsPlanning] = useState(false);
  const [cancelled, setCancelled] = useState<ScheduledPrice | null>(null);
  return (
    <Card
      title={t('schedule.title')}
      help={t('schedule.help')}
      actions={
        mayChange && (
          <Button onClick={() => setIsPlanning(true)}>
            <CalendarClock className="size-5" aria-hidden="true" />
            {t('schedule.plan')}
          </Button>
        )
      }
    >
      {waiting.isPending && <Skeleton className="h-12 w-full" />}
      {waiting.isError && (
        <LoadProblem title={t('schedule.failed')} error={waiting.error} onRetry={() => void waiting.refetch()} />
      )}
      {waiting.data?.length === 0 && <p className="text-sm text-ink-soft">{t('schedule.none')}</p>}
      {waiting.data && waiting.data.length > 0 && (
        <ul className="-my-2 flex flex-col divide-y divide-line">
          {waiting.data.map((planned) => {
            const { price, when, where } = wordsOf(planned);
            return (
              <li key={planned.id} className="flex items-center gap-3 py-2">
                <span className="min-w-0 grow wrap-anywhere">
                  <span className="font-semibold">{price}</span> <span>{when}</span>
                  <span className="block text-sm text-ink-soft">
                    {t('schedule.by', { where, name: planned.user_name })}
                  </span>
                </span>
                {mayChange && (
                  <Button
                    look="quiet"
                    size="icon"
                    aria-label={t('schedule.cancelOf', { price, when })}
                    onClick={() => setCancelled(planned)}
                  >
                    <X className="size-5" aria-hidden="true" />
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {isPlanning && (
        <SchedulePriceDialog product={product} stores={stores} first={first} onClose={() => setIsPlanning(false)} />
      )}
      {cancelled && (
        <CancelPriceDialog planned={cancelled} words={wordsOf(cancelled)} onClose={() => setCancelled(null)} />
      )}
    </Card>
  );

  function wordsOf(planned: ScheduledPrice) {
    const store = stores.find(({ id }) => id === planned.store_id);
    const { currency, time_zone } = store ?? first;
    const { amount, per } = formatUnitPrice(planned.price, product.unit, currency);
    return {
      price: [amount, per].filter(Boolean).join(' '),
      when: t('schedule.from', { at: formatDateTime(planned.from, time_zone) }),
      where: planned.store_id ? (store?.name ?? t('schedule.otherStore')) : t('schedule.everywhere'),
    };
  }
}
