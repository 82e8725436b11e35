import { zodResolver } from '@hookform/resolvers/zod';
import { type Currency, describeError, uuidv7 } from '@novapos/core';
import { Banner, Button, buttonClass, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { ProductFields } from '../products/product-fields';
import { bodyOf as commonOf, emptyForm, type ProductForm, productForm } from '../products/product-form';
import { places } from '../shop/places';
import { combinationCount } from './combinations';
import {
  bodyOf,
  type OptionDraft,
  optionFaults,
  optionsInUse,
  type RowDraft,
  type RowDrafts,
  type RowFaults,
  rowFaults,
  rowsOf,
  wholeFault,
} from './family-draft';
import { type FamilyRefusal, familyRefusalOf } from './family-refusal';
import { useCreateFamily } from './mutations';
import { OptionFields } from './option-fields';
import { VARIANTS_MAX } from './option-values';
import { VariantRows } from './variant-rows';
import { stemOf } from './variant-sku';

type Message = 'family.invalid.variants';

export function NewFamilyPage() {
  const { t } = useTranslation();
  const shop = useQuery(places());
  const currency = shop.data?.stores[0]?.currency;
  return (
    <>
      <BackLink to="/products">{t('products.title')}</BackLink>
      <h1 className="text-2xl font-bold tracking-tight">{t('family.newTitle')}</h1>
      <p className="mb-5 text-ink-soft">{t('family.newHelp')}</p>
      {shop.isPending && <Skeleton className="h-96 w-full max-w-4xl rounded-lg" />}
      {shop.isError && (
        <LoadProblem title={t('family.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {currency && <NewFamilyForm currency={currency} />}
    </>
  );
}

const untouched: RowFaults = {};

function NewFamilyForm({ currency }: { currency: Currency }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateFamily();
  const form = useForm<ProductForm>({ resolver: zodResolver(productForm(currency)), defaultValues: emptyForm });
  const [name, stem, price] = useWatch({ control: form.control, name: ['name', 'sku', 'price'] });
  const [options, setOptions] = useState<readonly OptionDraft[]>(() => [{ id: uuidv7(), name: '', values: [] }]);
  const [drafts, setDrafts] = useState<RowDrafts>({});
  /** How often something was found wrong with what was to be sent. */
  const [refusals, setRefusals] = useState(0);
  const isAsked = refusals > 0;
  const [refusal, setRefusal] = useState<FamilyRefusal | null>(null);
  const element = useRef<HTMLFormElement>(null);
  const rows = rowsOf(options, drafts, stem);
  const faults = { options: optionFaults(options), rows: rowFaults(rows, currency), whole: wholeFault(options, rows) };
  const isWrong =
    faults.whole !== null || Object.keys(faults.options).length > 0 || Object.keys(faults.rows).length > 0;
  const made = rows.filter(({ isLeftOut }) => !isLeftOut).length;
  const { isDirty, isSubmitting, dirtyFields } = form.formState;
  const isUnsaved = isDirty || Object.keys(drafts).length > 0 || options.some((one) => one.name || one.values.length);

  const { setValue } = form;
  useEffect(() => {
    if (!dirtyFields.sku) setValue('sku', stemOf(name));
  }, [name, dirtyFields.sku, setValue]);

  // What is wrong comes into sight when it is marked.
  useEffect(() => {
    if (refusals > 0) element.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals]);

  const change = (key: string, changes: RowDraft) => {
    setDrafts({ ...drafts, [key]: { ...drafts[key], ...changes } });
    if (refusal?.rows[key]) setRefusal({ ...refusal, rows: { ...refusal.rows, [key]: {} } });
  };

  const submit = form.handleSubmit(async (values) => {
    if (isWrong) return;
    try {
      const family = await create.mutateAsync(bodyOf(commonOf(values, currency), options, rows, currency));
      await navigate({
        to: '/products/families/$familyId',
        params: { familyId: family.id },
        search: { made: true },
        replace: true,
        ignoreBlocker: true,
      });
    } catch (thrown) {
      const sent = rows.filter(({ isLeftOut }) => !isLeftOut);
      const found = familyRefusalOf(t, thrown, sent);
      setRefusal(found);
      for (const { field, detail } of found.fields) form.setError(field, { type: 'server', message: detail });
      setRefusals((count) => count + 1);
    }
  });

  return (
    <form
      ref={element}
      noValidate
      onSubmit={(event: FormEvent) => {
        setRefusal(null);
        if (isWrong) setRefusals((count) => count + 1);
        void submit(event);
      }}
      className="flex max-w-4xl flex-col gap-5"
    >
      <UnsavedGuard isUnsaved={Boolean(isUnsaved) && !create.isSuccess} />
      {create.isError && refusal && (
        <Banner look="danger">{refusal.isPlaced ? t('family.wrong') : describeError(t, create.error)}</Banner>
      )}
      <ProductFields form={form} currency={currency} isCommon />
      <OptionFields options={options} faults={isAsked ? faults.options : {}} onOptions={setOptions} />
      <VariantRows
        rows={rows}
        count={combinationCount(optionsInUse(options))}
        faults={isAsked ? faults.rows : untouched}
        refusals={refusal?.rows ?? untouched}
        error={isAsked && faults.whole ? t(faults.whole as Message, { max: VARIANTS_MAX }) : null}
        commonPrice={price}
        currency={currency}
        onRow={change}
      />
      <div className="flex flex-wrap justify-end gap-3">
        <Link to="/products" activeOptions={{ exact: true }} className={buttonClass({})}>
          {t('product.cancel')}
        </Link>
        <Button type="submit" look="primary" isBusy={isSubmitting}>
          {made === 0 ? t('family.createNone') : t('family.create', { count: made })}
        </Button>
      </div>
    </form>
  );
}
