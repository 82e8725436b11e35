import { zodResolver } from '@hookform/resolvers/zod';
import type { Currency } from '@novapos/core';
import { Button, buttonClass, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { places } from '../shop/places';
import { useCreateProduct } from './mutations';
import { ProductFields } from './product-fields';
import { bodyOf, emptyForm, type ProductForm, productForm } from './product-form';
import { refusalOf } from './refusal';
import { SaveRefused } from './save-refused';

export function NewProductPage() {
  const { t } = useTranslation();
  const shop = useQuery(places());
  const currency = shop.data?.stores[0]?.currency;
  return (
    <>
      <BackLink to="/products">{t('products.title')}</BackLink>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('product.newTitle')}</h1>
      {shop.isPending && <Skeleton className="h-96 w-full max-w-3xl rounded-lg" />}
      {shop.isError && (
        <LoadProblem title={t('product.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {currency && <NewProductForm currency={currency} />}
    </>
  );
}

function NewProductForm({ currency }: { currency: Currency }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateProduct();
  const form = useForm<ProductForm>({ resolver: zodResolver(productForm(currency)), defaultValues: emptyForm });
  const { isDirty, isSubmitting } = form.formState;
  const refusal = create.isError ? refusalOf(t, create.error, { sku: create.variables.sku }) : null;

  const submit = form.handleSubmit(async (values) => {
    try {
      const product = await create.mutateAsync(bodyOf(values, currency));
      await navigate({
        to: '/products/$productId',
        params: { productId: product.id },
        search: { made: true },
        replace: true,
        ignoreBlocker: true,
      });
    } catch (thrown) {
      for (const { field, detail } of refusalOf(t, thrown, values).fields)
        form.setError(field, { type: 'server', message: detail }, { shouldFocus: true });
    }
  });

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-5">
      <UnsavedGuard isUnsaved={isDirty && !create.isSuccess} />
      {refusal && <SaveRefused error={create.error} refusal={refusal} />}
      <ProductFields form={form} currency={currency} />
      <div className="flex flex-wrap justify-end gap-3">
        <Link to="/products" activeOptions={{ exact: true }} className={buttonClass({})}>
          {t('product.cancel')}
        </Link>
        <Button type="submit" look="primary" isBusy={isSubmitting}>
          {t('product.create')}
        </Button>
      </div>
    </form>
  );
}
