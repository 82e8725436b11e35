import { zodResolver } from '@hookform/resolvers/zod';
import type { Product } from '@novapos/api';
import type { Currency } from '@novapos/core';
import { Banner, Button } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { useChangeProduct } from './mutations';
import { ProductFields } from './product-fields';
import { bodyOf, changesBetween, formOf, type ProductForm, productForm } from './product-form';
import { product as productQuery } from './queries';
import { refusalOf } from './refusal';
import { SaveRefused } from './save-refused';

type Props = { product: Product; currency: Currency; wasMade: boolean };

export function EditProductForm({ product, currency, wasMade }: Props) {
  const { t } = useTranslation();
  const newest = useQuery({ ...productQuery(product.id), enabled: false });
  const change = useChangeProduct(product.id);
  const [note, setNote] = useState<'created' | 'saved' | 'loadedAgain' | null>(wasMade ? 'created' : null);
  // What the changes are made to. It follows the server while nothing is typed, so that a conflict is about what was read.
  const [base, setBase] = useState(product);
  const form = useForm<ProductForm>({
    resolver: zodResolver(productForm(currency)),
    defaultValues: formOf(product, currency),
  });
  const { isDirty, isSubmitting } = form.formState;
  const refusal = change.isError ? refusalOf(t, change.error, form.getValues()) : null;

  const { reset } = form;
  useEffect(() => {
    if (product.rev === base.rev) return;
    const isSame = JSON.stringify(formOf(product, currency)) === JSON.stringify(formOf(base, currency));
    if (!isSame && isDirty) return;
    if (!isSame) reset(formOf(product, currency));
    setBase(product);
  }, [product, base, isDirty, currency, reset]);

  const submit = form.handleSubmit(async (values) => {
    setNote(null);
    const changes = changesBetween(bodyOf(formOf(base, currency), currency), bodyOf(values, currency));
    try {
      const saved = Object.keys(changes).length === 0 ? base : await change.mutateAsync({ rev: base.rev, ...changes });
      form.reset(formOf(saved, currency));
      setBase(saved);
      setNote('saved');
    } catch (thrown) {
      for (const { field, detail } of refusalOf(t, thrown, values).fields)
        form.setError(field, { type: 'server', message: detail }, { shouldFocus: true });
    }
  });

  const loadAgain = async () => {
    const { data } = await newest.refetch();
    if (!data) return;
    form.reset(formOf(data, currency), { keepDirtyValues: true });
    setBase(data);
    change.reset();
    setNote('loadedAgain');
  };

  const discard = () => {
    change.reset();
    setNote(null);
    setBase(product);
    form.reset(formOf(product, currency));
  };

  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex min-w-0 flex-col gap-5">
      <UnsavedGuard isUnsaved={isDirty} />
      {refusal && (
        <SaveRefused
          error={change.error}
          refusal={refusal}
          isLoading={newest.isFetching}
          onLoadAgain={() => void loadAgain()}
        />
      )}
      {note && !refusal && !(note !== 'loadedAgain' && isDirty) && <Banner look="info">{t(`product.${note}`)}</Banner>}
      {/* A field that gets the focus comes to stand clear of the bars above and below. */}
      <div className="contents **:scroll-mt-24 **:scroll-mb-40">
        <ProductFields form={form} currency={currency} />
      </div>
      {isDirty && (
        <div className="sticky bottom-3 z-10 flex flex-wrap justify-end gap-3 rounded-lg border border-line bg-raised p-3 shadow-float">
          <Button onClick={discard}>{t('product.discard')}</Button>
          <Button type="submit" look="primary" isBusy={isSubmitting}>
            {t('product.save')}
          </Button>
        </div>
      )}
    </form>
  );
}
