import type { TaxSettings } from '@novapos/api';
import { type Currency, describeError, formatMoney } from '@novapos/core';
import { Banner, SelectField } from '@novapos/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { usePutTaxSettings } from './mutations';
import { SaveBar } from './save-bar';

/** The smallest coins in use somewhere, in minor units. */
const coins = [5, 10, 20, 50, 100];
const ties = ['away', 'down'] as const;
const roundings = ['per_line', 'per_document'] as const;

type Props = { settings: TaxSettings; currency: Currency; mayChange: boolean };

/** How prices are meant and rounded, in every store. */
export function TaxSettingsForm({ settings, currency, mayChange }: Props) {
  const { t } = useTranslation();
  // Nothing while nothing is changed, so that what others save is shown.
  const [draft, setDraft] = useState<TaxSettings | null>(null);
  const put = usePutTaxSettings();
  const shown = draft ?? settings;
  const isChanged = JSON.stringify(shown) !== JSON.stringify(settings);
  const change = (changes: Partial<TaxSettings>) => setDraft({ ...shown, ...changes });
  const { increment_minor = 0, tie = 'away' } = shown.cash_rounding ?? {};
  const increments = coins.includes(increment_minor) || increment_minor === 0 ? coins : [increment_minor, ...coins];
  const save = (event: FormEvent) => {
    event.preventDefault();
    put.mutate(shown, { onSuccess: () => setDraft(null) });
  };

  return (
    <form noValidate onSubmit={save} className="mb-8 flex flex-col gap-5">
      <UnsavedGuard isUnsaved={isChanged} />
      {put.isError && <Banner look="danger">{describeError(t, put.error)}</Banner>}
      {put.isSuccess && !isChanged && <Banner look="info">{t('settings.saved')}</Banner>}
      {!mayChange && <Banner look="info">{t('tax.onlyEverywhere')}</Banner>}
      <Card title={t('tax.prices')} help={t('tax.pricesHelp')}>
        <fieldset disabled={!mayChange} className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('tax.include')}
            value={shown.prices_include_tax ? 'yes' : 'no'}
            options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`tax.includes.${value}`) }))}
            onChange={({ target }) => change({ prices_include_tax: target.value === 'yes' })}
          />
          <SelectField
            label={t('tax.rounding')}
            value={shown.rounding}
            options={roundings.map((value) => ({ value, label: t(`tax.roundings.${value}`) }))}
            onChange={({ target }) =>
              change({ rounding: roundings.find((value) => value === target.value) ?? shown.rounding })
            }
          />
          <SelectField
            label={t('tax.cash')}
            value={String(increment_minor)}
            options={[
              { value: '0', label: t('tax.cashNone') },
              ...increments.map((coin) => ({
                value: String(coin),
                label: t('tax.cashTo', { amount: formatMoney(coin, currency) }),
              })),
            ]}
            onChange={({ target }) => {
              const coin = Number(target.value);
              change({ cash_rounding: coin === 0 ? null : { increment_minor: coin, tie } });
            }}
          />
          {increment_minor > 0 && (
            <SelectField
              label={t('tax.tie')}
              value={tie}
              options={ties.map((value) => ({ value, label: t(`tax.ties.${value}`) }))}
              onChange={({ target }) =>
                change({ cash_rounding: { increment_minor, tie: ties.find((value) => value === target.value) ?? tie } })
              }
            />
          )}
        </fieldset>
      </Card>
      {isChanged && (
        <SaveBar
          isBusy={put.isPending}
          onDiscard={() => {
            put.reset();
            setDraft(null);
          }}
        />
      )}
    </form>
  );
}
