import { zodResolver } from '@hookform/resolvers/zod';
import type { Register, Store } from '@novapos/api';
import { describeError, uuidv7 } from '@novapos/core';
import { Banner, Button, buttonClass, SelectField, Skeleton, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { type UseFormReturn, useFieldArray, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { places } from '../shop/places';
import { useCreateTaxRule } from './mutations';
import { emptyRate, emptyRule, RATES_MAX, ruleOf, type TaxRuleForm, taxRuleForm } from './tax-rule';
import { useTargetText } from './use-target-text';

type May = { everywhere: boolean; inStore: (store_id: string) => boolean };
type Message = 'tax.invalid.percent';

export function NewTaxRulePage({ may }: { may: May }) {
  const { t } = useTranslation();
  const shop = useQuery(places());
  return (
    <>
      <BackLink to="/settings/tax">{t('settings.parts.tax')}</BackLink>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('tax.newTitle')}</h1>
      {shop.isPending && <Skeleton className="h-96 w-full max-w-3xl rounded-lg" />}
      {shop.isError && !shop.data && (
        <LoadProblem title={t('tax.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {shop.data && <RuleForm stores={shop.data.stores} registers={shop.data.registers} may={may} />}
    </>
  );
}

function RuleForm({ stores, registers, may }: { stores: Store[]; registers: Register[]; may: May }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const targetText = useTargetText();
  const targets = [
    ...(may.everywhere ? [{ value: 'tenant', label: t('tax.whole') }] : []),
    ...stores.filter(({ id }) => may.inStore(id)).map(({ id, name }) => ({ value: `store ${id}`, label: name })),
    ...registers
      .filter(({ store_id }) => may.inStore(store_id))
      .map(({ id }) => ({ value: `register ${id}`, label: targetText({ type: 'register', register: id }) })),
  ];
  // The rule's id names the attempt: sent again after a lost answer it is the same rule.
  const [id, setId] = useState(() => uuidv7());
  const create = useCreateTaxRule();
  const form = useForm<TaxRuleForm>({
    resolver: zodResolver(taxRuleForm),
    defaultValues: { ...emptyRule, target: targets[0]?.value ?? 'tenant' },
  });
  const { errors, isDirty, isSubmitting } = form.formState;
  const kind = useWatch({ control: form.control, name: 'kind' });
  const textOf = (error: { message?: string } | undefined) => error?.message && t(error.message as Message);

  const submit = form.handleSubmit(async (values) => {
    try {
      await create.mutateAsync(ruleOf(values, id));
      await navigate({ to: '/settings/tax', search: { made: true }, replace: true, ignoreBlocker: true });
    } catch {
      setId(uuidv7());
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-5">
      <UnsavedGuard isUnsaved={isDirty && !create.isSuccess} />
      {create.isError && <Banner look="danger">{describeError(t, create.error)}</Banner>}
      <Card title={t('tax.forWhat')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...form.register('category')}
            label={t('tax.category')}
            hint={t('tax.categoryHint')}
            error={textOf(errors.category)}
            autoComplete="off"
            spellCheck={false}
          />
          <SelectField {...form.register('target')} label={t('tax.target')} options={targets} />
        </div>
      </Card>
      <Card title={t('tax.when')}>
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField {...form.register('from')} type="date" label={t('tax.from')} hint={t('tax.fromHint')} />
          <TextField
            {...form.register('until')}
            type="date"
            label={t('tax.until')}
            hint={t('tax.untilHint')}
            error={textOf(errors.until)}
          />
        </div>
      </Card>
      <Card title={t('tax.charged')}>
        <SelectField
          {...form.register('kind')}
          label={t('tax.kind')}
          options={(['taxed', 'exempt'] as const).map((value) => ({ value, label: t(`tax.kinds.${value}`) }))}
        />
        {kind === 'taxed' && <RateFields form={form} />}
      </Card>
      <div className="flex flex-wrap justify-end gap-3">
        <Link to="/settings/tax" activeOptions={{ exact: true }} className={buttonClass({})}>
          {t('settings.cancel')}
        </Link>
        <Button type="submit" look="primary" isBusy={isSubmitting}>
          {t('tax.create')}
        </Button>
      </div>
    </form>
  );
}

function RateFields({ form }: { form: UseFormReturn<TaxRuleForm> }) {
  const { t } = useTranslation();
  const { fields, append, remove } = useFieldArray({ control: form.control, name: 'rates' });
  const { errors } = form.formState;
  const textOf = (error: { message?: string } | undefined) => error?.message && t(error.message as Message);
  return (
    <fieldset className="flex flex-col gap-4">
      <legend className="mb-3 text-sm font-semibold">{t('tax.rates')}</legend>
      {fields.map((field, index) => (
        <div
          key={field.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-3 sm:grid-cols-[minmax(0,3fr)_minmax(0,2fr)_minmax(0,4fr)_auto]"
        >
          <TextField
            {...form.register(`rates.${index}.name`)}
            label={t('tax.rateName')}
            error={textOf(errors.rates?.[index]?.name)}
            autoComplete="off"
          />
          <TextField
            {...form.register(`rates.${index}.percent`)}
            label={t('tax.ratePercent')}
            error={textOf(errors.rates?.[index]?.percent)}
            inputMode="decimal"
            autoComplete="off"
            className="max-sm:order-1 max-sm:col-span-2"
          />
          <SelectField
            {...form.register(`rates.${index}.compound`)}
            label={t('tax.rateCompound')}
            options={(['no', 'yes'] as const).map((value) => ({ value, label: t(`tax.rateCompounds.${value}`) }))}
            className="max-sm:order-1 max-sm:col-span-2"
          />
          <Button
            look="quiet"
            size="icon"
            className="mt-7"
            disabled={fields.length === 1}
            aria-label={t('tax.rateRemove', { number: index + 1 })}
            onClick={() => remove(index)}
          >
            <X className="size-5" aria-hidden="true" />
          </Button>
        </div>
      ))}
      {fields.length < RATES_MAX && (
        <Button look="quiet" className="-ms-2 self-start" onClick={() => append({ ...emptyRate })}>
          <Plus className="size-5" aria-hidden="true" />
          {t('tax.rateAdd')}
        </Button>
      )}
    </fieldset>
  );
}
