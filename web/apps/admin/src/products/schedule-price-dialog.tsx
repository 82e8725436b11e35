import { zodResolver } from '@hookform/resolvers/zod';
import type { Product, Store } from '@novapos/api';
import { type Currency, describeError, instantOf, wallTime } from '@novapos/core';
import { Banner, Button, Dialog, SelectField, TextField } from '@novapos/ui';
import { useId } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { isAbout, isAboutFields } from '../field-errors';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { z } from '../zod';
import { useSchedulePrice } from './mutations';
import { type PriceForm, priceFields, priceFormOf, priceOf } from './price-form';
import { PriceInputs } from './price-inputs';

const scheduleForm = (currency: Currency) =>
  z.object({
    ...priceFields(currency),
    store_id: z.string(),
    /** As the store's clock shows it. */
    from: z.string().min(1, 'schedule.fromMissing'),
  });

type Props = { product: Product; stores: readonly Store[]; first: Store; onClose: () => void };

/** Plans a price for a moment to come: of one store, or of all that have none of their own. */
export function SchedulePriceDialog({ product, stores, first, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const schedule = useSchedulePrice(product.id);
  const clockOf = (store_id: string) => stores.find(({ id }) => id === store_id) ?? first;
  const { register, handleSubmit, control, formState, setError } = useForm({
    resolver: (values: PriceForm & { store_id: string; from: string }, context, options) =>
      zodResolver(scheduleForm(clockOf(values.store_id).currency))(values, context, options),
    defaultValues: { ...priceFormOf(product.price, first.currency), store_id: '', from: '' },
  });
  const store_id = useWatch({ control, name: 'store_id' });
  const clock = clockOf(store_id);
  const { errors, isDirty, isSubmitting } = formState;

  const submit = handleSubmit(async (form) => {
    const { time_zone, currency } = clockOf(form.store_id);
    const body = {
      store_id: form.store_id || null,
      from: instantOf(form.from, time_zone),
      price: priceOf(form, currency),
    };
    try {
      await schedule.mutateAsync(body);
      onClose();
    } catch (thrown) {
      if (isAbout(thrown, '/from')) setError('from', { message: 'schedule.fromWrong' }, { shouldFocus: true });
    }
  });

  return (
    <Dialog
      title={t('schedule.plan')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('product.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={isSubmitting}>
            {t('schedule.save')}
          </Button>
        </>
      }
    >
      <UnsavedGuard isUnsaved={isDirty && !schedule.isSuccess} />
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {schedule.isError && !isAboutFields(schedule.error) && (
          <Banner look="danger">{describeError(t, schedule.error)}</Banner>
        )}
        <PriceInputs
          inputs={{ price: register('price'), per: register('per') }}
          errors={errors}
          unit={product.unit}
          currency={clock.currency}
        />
        <SelectField
          {...register('store_id')}
          label={t('schedule.where')}
          options={[
            { value: '', label: t('schedule.everywhere') },
            ...stores.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <TextField
          {...register('from')}
          label={t('schedule.moment')}
          type="datetime-local"
          min={wallTime(Date.now(), clock.time_zone)}
          hint={t('schedule.clock', { store: clock.name })}
          error={errors.from?.message && t(errors.from.message as 'schedule.fromMissing')}
        />
      </form>
    </Dialog>
  );
}
