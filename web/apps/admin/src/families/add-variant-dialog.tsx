import { zodResolver } from '@hookform/resolvers/zod';
import type { Family, Product } from '@novapos/api';
import { type Currency, describeError, minorToDecimal } from '@novapos/core';
import { Banner, Button, Dialog, TextField } from '@novapos/ui';
import { useEffect, useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { useCreateProduct } from '../products/mutations';
import { bodyOf, emptyForm, formOf, type ProductForm, productForm } from '../products/product-form';
import { refusalOf } from '../products/refusal';
import { freeCombinations, keyOf } from './combinations';
import { ValueFields } from './value-fields';
import { skuOf, stemLike, stemOf } from './variant-sku';

// Some price that shows where the decimals go.
const EXAMPLE_MINOR = 250;

type Message = 'product.invalid.name';
type Props = { family: Family; currency: Currency; onClose: () => void; onAdded: (product: Product) => void };

/** A new product of a family: its values, and what is its own. The rest is as another of the family has it. */
export function AddVariantDialog({ family, currency, onClose, onAdded }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const add = useCreateProduct();
  const [like] = family.variants;
  const taken = family.variants.map(valuesOf);
  const [first] = freeCombinations(family.options, taken);
  const [values, setValues] = useState<readonly string[]>(
    first ?? family.options.map((option) => option.values[0] ?? ''),
  );
  const isTaken = taken.some((each) => keyOf(each) === keyOf(values));
  const form = useForm<ProductForm>({
    resolver: zodResolver(productForm(currency)),
    defaultValues: { ...(like ? formOf(like, currency) : emptyForm), ...suggested(family, values), barcodes: '' },
  });
  const { errors, dirtyFields, isDirty, isSubmitting } = form.formState;
  const textOf = (field: 'name' | 'sku' | 'barcodes' | 'price') => {
    const error = errors[field];
    if (!error?.message) return undefined;
    const example = minorToDecimal(EXAMPLE_MINOR, currency.exponent);
    return error.type === 'server' ? error.message : t(error.message as Message, { example });
  };

  const { setValue } = form;
  useEffect(() => {
    const { name, sku } = suggested(family, values);
    if (!dirtyFields.name) setValue('name', name);
    if (!dirtyFields.sku) setValue('sku', sku);
  }, [family, values, dirtyFields.name, dirtyFields.sku, setValue]);

  const submit = form.handleSubmit(async (typed) => {
    if (isTaken) return;
    const variant = { family_id: family.id, values: [...values] };
    try {
      onAdded(await add.mutateAsync({ ...bodyOf(typed, currency), variant }));
    } catch (thrown) {
      for (const { field, detail } of refusalOf(t, thrown, typed).fields)
        form.setError(field, { type: 'server', message: detail }, { shouldFocus: true });
    }
  });

  return (
    <Dialog
      title={t('family.addVariantTitle', { family: family.name })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('product.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={isSubmitting}>
            {t('family.addVariant')}
          </Button>
        </>
      }
    >
      <UnsavedGuard isUnsaved={isDirty && !add.isSuccess} />
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {add.isError && <Banner look="danger">{describeError(t, add.error)}</Banner>}
        {isTaken && <Banner look="warn">{t(first ? 'family.valuesTaken' : 'family.allTaken')}</Banner>}
        <ValueFields options={family.options} values={values} onValues={setValues} />
        <TextField
          {...form.register('name')}
          label={t('product.field.name')}
          error={textOf('name')}
          autoComplete="off"
        />
        <TextField
          {...form.register('sku')}
          label={t('product.field.sku')}
          error={textOf('sku')}
          autoComplete="off"
          spellCheck={false}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField
            {...form.register('barcodes')}
            label={t('family.rows.barcode')}
            error={textOf('barcodes')}
            autoComplete="off"
            spellCheck={false}
          />
          <TextField
            {...form.register('price')}
            label={t('product.priceIn', { code: currency.code })}
            error={textOf('price')}
            inputMode="decimal"
            autoComplete="off"
          />
        </div>
        {like && <p className="text-sm text-ink-soft">{t('family.addVariantHelp')}</p>}
      </form>
    </Dialog>
  );
}

const valuesOf = ({ variant }: Product) => variant?.options.map(({ value }) => value) ?? [];

/** What a variant of these values is called, for as long as nobody says something else. */
function suggested(family: Family, values: readonly string[]): { name: string; sku: string } {
  const [like] = family.variants;
  const stem = (like && stemLike(like.sku, valuesOf(like))) ?? stemOf(family.name);
  return { name: [family.name, ...values].join(' '), sku: skuOf(stem, values) };
}
