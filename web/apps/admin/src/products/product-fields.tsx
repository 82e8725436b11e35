import type { Currency } from '@novapos/core';
import { minorToDecimal } from '@novapos/core';
import { Button, SelectField, TextAreaField, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { FolderPlus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { type UseFormReturn, useFormState, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CategoryDialog } from './category-dialog';
import type { ProductForm } from './product-form';
import { categories, taxCategories } from './queries';

const units = ['piece', 'kilogram', 'litre', 'metre'] as const;
// Some price that shows where the decimals go.
const EXAMPLE_MINOR = 250;

type Props = {
  form: UseFormReturn<ProductForm>;
  currency: Currency;
  /** What many products will have in common: their SKUs only begin alike, and each has barcodes of its own. */
  isCommon?: boolean;
};

export function ProductFields({ form, currency, isCommon = false }: Props) {
  const { t } = useTranslation();
  const { register, control } = form;
  const unit = useWatch({ control, name: 'unit' });
  const errorOf = useErrors(form, currency);

  return (
    <>
      <Group title={t('product.identity')}>
        <TextField
          {...register('name')}
          label={t('product.field.name')}
          hint={isCommon ? t('family.namedHint') : undefined}
          error={errorOf('name')}
          autoComplete="off"
          className="sm:col-span-2"
        />
        <TextField
          {...register('sku')}
          label={t(isCommon ? 'family.stem' : 'product.field.sku')}
          hint={t(isCommon ? 'family.stemHint' : 'product.skuHint')}
          error={errorOf('sku')}
          autoComplete="off"
          spellCheck={false}
        />
        <CategoryField form={form} error={errorOf('category_id')} />
        {!isCommon && (
          <div className="sm:col-span-2">
            <TextAreaField
              {...register('barcodes')}
              label={t('product.field.barcodes')}
              hint={t('product.barcodesHint')}
              error={errorOf('barcodes')}
              rows={2}
              spellCheck={false}
            />
          </div>
        )}
      </Group>
      <Group title={t('product.selling')}>
        <TextField
          {...register('price')}
          label={t(isCommon ? 'family.commonPrice' : 'product.priceIn', { code: currency.code })}
          error={errorOf('price')}
          inputMode="decimal"
          autoComplete="off"
        />
        <TextField
          {...register('per')}
          label={t('product.per')}
          hint={t(`product.perHint.${unit}`)}
          error={errorOf('per')}
          inputMode="decimal"
          autoComplete="off"
        />
        <SelectField
          {...register('unit')}
          label={t('product.field.unit')}
          error={errorOf('unit')}
          options={units.map((value) => ({ value, label: t(`product.unit.${value}`) }))}
        />
        <TaxField form={form} error={errorOf('tax_category')} />
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="rounded-lg border border-line bg-surface p-5 pt-4">
      <legend className="sr-only">{title}</legend>
      <p aria-hidden="true" className="mb-4 font-semibold">
        {title}
      </p>
      <div className="grid items-start gap-x-4 gap-y-5 sm:grid-cols-2">{children}</div>
    </fieldset>
  );
}

type FieldProps = { form: UseFormReturn<ProductForm>; error: string | undefined };

function CategoryField({ form, error }: FieldProps) {
  const { t } = useTranslation();
  const { data } = useQuery(categories());
  const [isMaking, setIsMaking] = useState(false);
  const value = useWatch({ control: form.control, name: 'category_id' });
  const choose = (id: string) => form.setValue('category_id', id, { shouldDirty: true });
  return (
    <div className="flex items-start gap-2">
      <SelectField
        label={t('product.field.category_id')}
        error={error}
        value={value}
        onChange={(event) => choose(event.target.value)}
        options={[
          { value: '', label: t('product.noCategory') },
          ...(data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
        className="min-w-0 grow"
      />
      <Button
        size="icon"
        aria-label={t('product.newCategory')}
        title={t('product.newCategory')}
        className="mt-7 size-13!"
        onClick={() => setIsMaking(true)}
      >
        <FolderPlus className="size-5" aria-hidden="true" />
      </Button>
      {isMaking && (
        <CategoryDialog
          onClose={() => setIsMaking(false)}
          onMade={({ id }) => {
            setIsMaking(false);
            choose(id);
          }}
        />
      )}
    </div>
  );
}

function TaxField({ form, error }: FieldProps) {
  const { t } = useTranslation();
  const { data } = useQuery(taxCategories());
  const value = useWatch({ control: form.control, name: 'tax_category' });
  // The product's own stays a choice while the others come, or when its rule is gone.
  const options = [...new Set([value, ...(data ?? [])])].filter(Boolean).sort();
  return (
    <SelectField
      label={t('product.field.tax_category')}
      hint={t('product.taxHint')}
      error={error}
      value={value}
      onChange={(event) => form.setValue('tax_category', event.target.value, { shouldDirty: true })}
      options={options.map((option) => ({ value: option, label: option }))}
    />
  );
}

type Message = 'product.invalid.name';

/** The text of each field's error: ours by its key, the server's as it came. */
function useErrors(form: UseFormReturn<ProductForm>, currency: Currency) {
  const { t } = useTranslation();
  const { errors } = useFormState({ control: form.control });
  const example = minorToDecimal(EXAMPLE_MINOR, currency.exponent);
  return (field: keyof ProductForm): string | undefined => {
    const error = errors[field];
    if (!error?.message) return undefined;
    return error.type === 'server' ? error.message : t(error.message as Message, { example });
  };
}
