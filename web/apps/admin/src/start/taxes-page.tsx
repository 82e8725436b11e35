import type { Store, TaxRule } from '@novapos/api';
import { describeError, formatMoney, taxLabel } from '@novapos/core';
import { Badge, Banner, Button, type Column, DataTable, SelectField, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { taxRules } from '../settings/queries';
import { places } from '../shop/places';
import { type Country, countries, countryAt, countryName, countryOf, rulesOf } from './countries';
import { useApplyTaxes } from './mutations';

/** The usual taxes of a country, for a shop that has none yet. */
export function TaxesPage() {
  const { t } = useTranslation();
  const rules = useQuery(taxRules());
  const shop = useQuery(places());
  const failed = [rules, shop].find((query) => query.isError && !query.data);
  const store = shop.data?.stores[0];
  return (
    <>
      <BackLink to="/settings/tax">{t('settings.parts.tax')}</BackLink>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('presets.title')}</h1>
      {failed && <LoadProblem title={t('presets.failed')} error={failed.error} onRetry={() => void failed.refetch()} />}
      {!failed && !(rules.data && store) && <Skeleton className="h-96 w-full max-w-3xl rounded-lg" />}
      {rules.data && store && <Proposal there={rules.data} store={store} />}
    </>
  );
}

function Proposal({ there, store }: { there: readonly TaxRule[]; store: Store }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const apply = useApplyTaxes();
  const [chosen, setChosen] = useState(() => propose(countryAt(store.time_zone) ?? countries[0]));
  const { country, rules } = chosen;
  const isThere = ({ category }: TaxRule) =>
    there.some((rule) => rule.category === category && rule.target.type === 'tenant');
  const missing = rules.filter((rule) => !isThere(rule));
  const coin_minor = country?.currency === store.currency.code ? country?.coin_minor : undefined;
  const byName = countries.map(({ code }) => ({ value: code, label: countryName(code) }));
  const stateOf = (rule: TaxRule) => (
    <Badge look={isThere(rule) ? 'quiet' : 'ok'}>{t(isThere(rule) ? 'presets.isThere' : 'presets.isNew')}</Badge>
  );
  const columns: Column<TaxRule>[] = [
    {
      id: 'category',
      head: t('presets.column.category'),
      cell: (rule) => (
        <>
          <bdi>{rule.category}</bdi>
          <span className="mt-1 block md:hidden">{stateOf(rule)}</span>
        </>
      ),
    },
    {
      id: 'rate',
      head: t('presets.column.rate'),
      cell: (rule) => (rule.exempt ? t('presets.without') : rule.rates.map(taxLabel).join(', ')),
    },
    { id: 'state', head: t('presets.column.state'), cell: stateOf, isSecondary: true },
  ];
  const use = () =>
    apply.mutate(
      { rules: missing, coin_minor },
      { onSuccess: () => void navigate({ to: '/settings/tax', search: { preset: true } }) },
    );
  return (
    <div className="flex max-w-3xl flex-col gap-5">
      <Banner look="warn">{t('presets.proposal')}</Banner>
      {apply.isError && <Banner look="danger">{describeError(t, apply.error)}</Banner>}
      <Card title={t('presets.rules')}>
        <SelectField
          label={t('presets.country')}
          value={country?.code ?? ''}
          options={byName.sort((one, other) => one.label.localeCompare(other.label))}
          onChange={({ target }) => setChosen(propose(countryOf(target.value)))}
        />
        <DataTable caption={t('tax.rules')} columns={columns} rows={rules} keyOf={({ id }) => id} />
        {rules.some(({ exempt }) => exempt) && <p className="text-sm text-ink-soft">{t('presets.usHelp')}</p>}
        {coin_minor !== undefined && (
          <p className="text-sm text-ink-soft">
            {t('presets.cashTo', { amount: formatMoney(coin_minor, store.currency) })}
          </p>
        )}
        {missing.length === 0 && <p className="text-sm text-ink-soft">{t('presets.allThere')}</p>}
        {country && (
          <a
            href={country.source}
            target="_blank"
            rel="noreferrer"
            className="inline-flex min-h-11 items-center self-start rounded-sm text-sm font-semibold text-brand underline"
          >
            {t('presets.source')}
          </a>
        )}
      </Card>
      <Button
        look="primary"
        className="self-end"
        disabled={missing.length === 0}
        isBusy={apply.isPending}
        onClick={use}
      >
        {t('presets.apply')}
      </Button>
    </div>
  );
}

/** Its rules keep their ids while they are on screen: sent twice, they are the same. */
function propose(country: Country | undefined) {
  return { country, rules: country ? rulesOf(country) : [] };
}
