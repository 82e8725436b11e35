import { Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { LoadProblem } from '../layout/load-problem';
import { places } from '../shop/places';
import { taxSettings } from './queries';
import type { TaxFilter } from './tax-filter';
import { TaxRules } from './tax-rules';
import { TaxSettingsForm } from './tax-settings-form';

type Props = {
  filter: TaxFilter;
  onFilter: (filter: TaxFilter) => void;
  may: { set: boolean; add: boolean };
};

export function TaxPage({ filter, onFilter, may }: Props) {
  const { t } = useTranslation();
  const settings = useQuery(taxSettings());
  const shop = useQuery(places());
  const failed = [settings, shop].find((query) => query.isError && !query.data);
  const currency = shop.data?.stores[0]?.currency;
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('settings.parts.tax')}</h1>
      {failed && <LoadProblem title={t('tax.failed')} error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !(settings.data && currency) && <Skeleton className="h-64 w-full rounded-lg" />}
      {settings.data && currency && (
        <TaxSettingsForm settings={settings.data} currency={currency} mayChange={may.set} />
      )}
      <TaxRules filter={filter} onFilter={onFilter} mayAdd={may.add} mayPropose={may.set} />
    </>
  );
}
