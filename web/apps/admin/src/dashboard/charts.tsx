import type { Store, Total } from '@novapos/api';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Days } from './day';
import { GoodsCard } from './goods-card';
import { HoursCard } from './hours-card';
import { StoresCard } from './stores-card';

type Props = {
  today: UseQueryResult<Total[]>;
  before: UseQueryResult<Total[]>;
  days: Days;
  store: Store;
  store_id: string | undefined;
  hasStores: boolean;
};

/** What of the dashboard is drawn. Loaded after the rest of it, which is why it is a default export. */
export default function Charts({ today, before, days, store, store_id, hasStores }: Props) {
  const { currency, day_cutoff } = store;
  return (
    <div className="flex min-w-0 flex-col gap-5">
      <HoursCard today={today} before={before} days={days} cutoff={day_cutoff} currency={currency} />
      <GoodsCard day={days.today} store_id={store_id} currency_code={currency.code} />
      {hasStores && <StoresCard days={days} />}
    </div>
  );
}
