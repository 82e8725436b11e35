import { type CashSettings, unwrap } from '@novapos/api';
import { type Currency, describeError, minorToDecimal } from '@novapos/core';
import { Banner, SelectField, Skeleton, TextField } from '@novapos/ui';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from '../decimal-text';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { api } from '../session/api';
import { useCurrency } from '../shop/places';
import { SaveBar } from './save-bar';

const cashSettings = () =>
  queryOptions({ queryKey: ['cash', 'settings'], queryFn: () => unwrap(api.http.GET('/cash/settings')) });

export function CashPage() {
  const { t } = useTranslation();
  const settings = useQuery(cashSettings());
  const currency = useCurrency();
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('settings.parts.cash')}</h1>
      {settings.isError && !settings.data && (
        <LoadProblem title={t('cashSettings.failed')} error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {!settings.isError && !(settings.data && currency) && <Skeleton className="h-64 w-full max-w-3xl rounded-lg" />}
      {settings.data && currency && <CashForm settings={settings.data} currency={currency} />}
    </>
  );
}

/** The limit as it is typed; null for any amount. */
type Draft = { sessions_required: boolean; limit: string | null };

function CashForm({ settings, currency }: { settings: CashSettings; currency: Currency }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  // Nothing while nothing is changed, so that what others save is shown.
  const [draft, setDraft] = useState<Draft | null>(null);
  const put = useMutation({
    mutationFn: (body: CashSettings) => unwrap(api.http.PUT('/cash/settings', { body })),
    onSuccess: (saved) => queryClient.setQueryData(cashSettings().queryKey, saved),
  });
  const saved: Draft = {
    sessions_required: settings.sessions_required,
    limit: limitText(settings.variance_limit_minor ?? null, currency),
  };
  const shown = draft ?? saved;
  const isChanged = JSON.stringify(shown) !== JSON.stringify(saved);
  const change = (changes: Partial<Draft>) => setDraft({ ...shown, ...changes });
  const variance_limit_minor = shown.limit === null ? null : parseDecimal(shown.limit, currency.exponent);
  const isValid = shown.limit === null || variance_limit_minor !== null;
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!isValid) return;
    put.mutate(
      { sessions_required: shown.sessions_required, variance_limit_minor },
      { onSuccess: () => setDraft(null) },
    );
  };

  return (
    <form noValidate onSubmit={save} className="flex max-w-3xl flex-col gap-5">
      <UnsavedGuard isUnsaved={isChanged} />
      {put.isError && <Banner look="danger">{describeError(t, put.error)}</Banner>}
      {put.isSuccess && !isChanged && <Banner look="info">{t('settings.saved')}</Banner>}
      <Card title={t('cashSettings.title')} help={t('cashSettings.help')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <SelectField
            label={t('cashSettings.required')}
            value={shown.sessions_required ? 'yes' : 'no'}
            options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`cashSettings.requires.${value}`) }))}
            onChange={({ target }) => change({ sessions_required: target.value === 'yes' })}
            className="sm:col-span-2"
          />
          <SelectField
            label={t('cashSettings.limit')}
            value={shown.limit === null ? 'any' : 'some'}
            options={(['any', 'some'] as const).map((value) => ({ value, label: t(`cashSettings.limits.${value}`) }))}
            onChange={({ target }) =>
              change({ limit: target.value === 'any' ? null : (saved.limit ?? limitText(0, currency)) })
            }
          />
          {shown.limit !== null && (
            <TextField
              label={t('cashSettings.amount', { code: currency.code })}
              hint={t('cashSettings.amountHint')}
              error={isValid ? undefined : t('cashSettings.amountInvalid')}
              inputMode="decimal"
              autoComplete="off"
              value={shown.limit}
              onChange={({ target }) => change({ limit: target.value })}
            />
          )}
        </div>
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

function limitText(limit_minor: number | null, { exponent }: Currency): string | null {
  return limit_minor === null ? null : minorToDecimal(limit_minor, exponent);
}
