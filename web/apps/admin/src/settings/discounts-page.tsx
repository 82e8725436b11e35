import { type DiscountSettings, unwrap } from '@novapos/api';
import { describeError, minorToDecimal } from '@novapos/core';
import { Banner, Skeleton, TextAreaField, TextField } from '@novapos/ui';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from '../decimal-text';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { api } from '../session/api';
import { SaveBar } from './save-bar';

/** A percent has four decimal places of millionths. */
const RATE_PLACES = 4;
const RATE_MICRO_MAX = 1_000_000;
const REASONS_MAX = 20;
const REASON_MIN = 3;
const REASON_MAX = 200;

const discountSettings = () =>
  queryOptions({ queryKey: ['discounts', 'settings'], queryFn: () => unwrap(api.http.GET('/discounts/settings')) });

/** How much people may take off a price at the till, and the reasons that they choose from. */
export function DiscountsPage() {
  const { t } = useTranslation();
  const settings = useQuery(discountSettings());
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('settings.parts.discounts')}</h1>
      {settings.isError && !settings.data && (
        <LoadProblem
          title={t('discountSettings.failed')}
          error={settings.error}
          onRetry={() => void settings.refetch()}
        />
      )}
      {settings.isPending && <Skeleton className="h-64 w-full max-w-3xl rounded-lg" />}
      {settings.data && <DiscountsForm settings={settings.data} />}
    </>
  );
}

/** The fields as they are typed: percents, and a reason on each line. */
type Draft = { cashier: string; manager: string; reasons: string };

function DiscountsForm({ settings }: { settings: DiscountSettings }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  // Nothing while nothing is changed, so that what others save is shown.
  const [draft, setDraft] = useState<Draft | null>(null);
  const put = useMutation({
    mutationFn: (body: DiscountSettings) => unwrap(api.http.PUT('/discounts/settings', { body })),
    onSuccess: (saved) => queryClient.setQueryData(discountSettings().queryKey, saved),
  });
  const saved: Draft = {
    cashier: percentText(settings.cashier_limit_micro),
    manager: percentText(settings.manager_limit_micro),
    reasons: settings.reasons.join('\n'),
  };
  const shown = draft ?? saved;
  const isChanged = JSON.stringify(shown) !== JSON.stringify(saved);
  const change = (changes: Partial<Draft>) => setDraft({ ...shown, ...changes });
  const limits = { cashier: rateMicro(shown.cashier), manager: rateMicro(shown.manager) };
  const reasons = linesOf(shown.reasons);
  const areReasonsValid = isValidList(reasons);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (limits.cashier === null || limits.manager === null || !areReasonsValid) return;
    const body = { cashier_limit_micro: limits.cashier, manager_limit_micro: limits.manager, reasons };
    put.mutate(body, { onSuccess: () => setDraft(null) });
  };

  return (
    <form noValidate onSubmit={save} className="flex max-w-3xl flex-col gap-5">
      <UnsavedGuard isUnsaved={isChanged} />
      {put.isError && <Banner look="danger">{describeError(t, put.error)}</Banner>}
      {put.isSuccess && !isChanged && <Banner look="info">{t('settings.saved')}</Banner>}
      <Card title={t('discountSettings.title')} help={t('discountSettings.help')}>
        <div className="grid gap-4 sm:grid-cols-2">
          {(['cashier', 'manager'] as const).map((role) => (
            <TextField
              key={role}
              label={t(`discountSettings.${role}`)}
              hint={t('discountSettings.limitHint')}
              error={limits[role] === null ? t('discountSettings.limitInvalid') : undefined}
              inputMode="decimal"
              autoComplete="off"
              value={shown[role]}
              onChange={({ target }) => change({ [role]: target.value })}
            />
          ))}
          <div className="sm:col-span-2">
            <TextAreaField
              label={t('discountSettings.reasons')}
              hint={t('discountSettings.reasonsHint')}
              error={areReasonsValid ? undefined : t('discountSettings.reasonsInvalid')}
              rows={5}
              value={shown.reasons}
              onChange={({ target }) => change({ reasons: target.value })}
            />
          </div>
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

/** 100000 millionths are `10`. */
function percentText(rate_micro: number): string {
  return minorToDecimal(rate_micro, RATE_PLACES).replace(/\.?0+$/, '') || '0';
}

function rateMicro(text: string): number | null {
  const rate = parseDecimal(text, RATE_PLACES);
  return rate !== null && rate <= RATE_MICRO_MAX ? rate : null;
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function isValidList(reasons: string[]): boolean {
  const fits = (reason: string) => reason.length >= REASON_MIN && reason.length <= REASON_MAX;
  return reasons.length <= REASONS_MAX && reasons.every(fits) && new Set(reasons).size === reasons.length;
}
