import { zodResolver } from '@hookform/resolvers/zod';
import type { Product, Store } from '@novapos/api';
import { describeError, formatUnitPrice } from '@novapos/core';
import { Banner, Button, Dialog } from '@novapos/ui';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { z } from '../zod';
import { useSetStorePrice } from './mutations';
import { type Price, priceFields, priceFormOf, priceOf } from './price-form';
import { PriceInputs } from './price-inputs';

type Props = { product: Product; store: Store; own: Price | null; onClose: () => void };

/** Sets what one store sells the product at, or lets it sell at the price of all others again. */
export function StorePriceDialog({ product, store, own, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const set = useSetStorePrice(product.id);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(z.object(priceFields(store.currency))),
    defaultValues: priceFormOf(own ?? product.price, store.currency),
  });
  const { amount, per } = formatUnitPrice(product.price, product.unit, store.currency);
  const send = (price: Price | null) => set.mutateAsync({ store_id: store.id, price }).then(onClose, () => undefined);
  return (
    <Dialog
      title={t('storePrices.changeAt', { store: store.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('product.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={formState.isSubmitting}>
            {t('storePrices.save')}
          </Button>
        </>
      }
    >
      <UnsavedGuard isUnsaved={formState.isDirty && !set.isSuccess} />
      <form
        id={formId}
        noValidate
        onSubmit={(event) => void handleSubmit((form) => send(priceOf(form, store.currency)))(event)}
        className="flex flex-col gap-4"
      >
        {set.isError && <Banner look="danger">{describeError(t, set.error)}</Banner>}
        <PriceInputs
          inputs={{ price: register('price'), per: register('per') }}
          errors={formState.errors}
          unit={product.unit}
          currency={store.currency}
        />
        <p className="text-sm text-ink-soft">
          {t('storePrices.shops', { price: [amount, per].filter(Boolean).join(' ') })}
        </p>
        {own && (
          <Button className="self-start" isBusy={set.isPending} onClick={() => void send(null)}>
            {t('storePrices.end')}
          </Button>
        )}
      </form>
    </Dialog>
  );
}
