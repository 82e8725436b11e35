import { zodResolver } from '@hookform/resolvers/zod';
import type { Store } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, buttonClass, EmptyState, Skeleton } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { MapPinOff } from 'lucide-react';
import { type UseFormReturn, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { fieldErrorsOf, isAboutFields, partOf } from '../field-errors';
import { BackLink } from '../layout/back-link';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { places } from '../shop/places';
import { useChangeStore, useCreateStore } from './mutations';
import { SaveBar } from './save-bar';
import { PlaceState } from './state-field';
import { StoreFields } from './store-fields';
import { changesBetween, emptyForm, formOf, type StoreForm, storeForm } from './store-form';

type Props = { store_id: string | null; mayChange: boolean; wasMade: boolean };

/** A store, or with null for an id the one to be made. */
export function StorePage({ store_id, mayChange, wasMade }: Props) {
  const { t } = useTranslation();
  const shop = useQuery(places());
  const store = shop.data?.stores.find(({ id }) => id === store_id);
  return (
    <>
      <BackLink to="/settings/stores">{t('stores.title')}</BackLink>
      {shop.isPending && <Skeleton className="h-96 w-full max-w-3xl rounded-lg" />}
      {shop.isError && !shop.data && (
        <LoadProblem title={t('store.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {shop.data && !store_id && <NewStore like={shop.data.stores[0]} />}
      {shop.data && store_id && !store && <EmptyState icon={MapPinOff} title={t('store.missing')} />}
      {store && <EditStore key={store.id} store={store} mayChange={mayChange} wasMade={wasMade} />}
    </>
  );
}

function NewStore({ like }: { like: Store | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateStore();
  const form = useForm<StoreForm>({ resolver: zodResolver(storeForm), defaultValues: emptyForm(like) });
  const submit = form.handleSubmit(async (values) => {
    try {
      const { id } = await create.mutateAsync(values);
      await navigate({
        to: '/settings/stores/$storeId',
        params: { storeId: id },
        search: { made: true },
        replace: true,
        ignoreBlocker: true,
      });
    } catch (thrown) {
      point(t, form, thrown);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-4xl flex-col gap-5">
      <UnsavedGuard isUnsaved={form.formState.isDirty && !create.isSuccess} />
      <h1 className="text-2xl font-bold tracking-tight">{t('store.newTitle')}</h1>
      {create.isError && <Refused error={create.error} />}
      <StoreFields form={form} isNew />
      <div className="flex flex-wrap justify-end gap-3">
        <Link to="/settings/stores" activeOptions={{ exact: true }} className={buttonClass({})}>
          {t('settings.cancel')}
        </Link>
        <Button type="submit" look="primary" isBusy={form.formState.isSubmitting}>
          {t('store.create')}
        </Button>
      </div>
    </form>
  );
}

function EditStore({ store, mayChange, wasMade }: { store: Store; mayChange: boolean; wasMade: boolean }) {
  const { t } = useTranslation();
  const change = useChangeStore(store.id);
  const switching = useChangeStore(store.id);
  const form = useForm<StoreForm>({
    resolver: zodResolver(storeForm),
    values: formOf(store),
    resetOptions: { keepDirtyValues: true },
  });
  const { isDirty, isSubmitting, defaultValues } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    try {
      form.reset(formOf(await change.mutateAsync(changesBetween({ ...values, ...defaultValues }, values))));
    } catch (thrown) {
      point(t, form, thrown);
    }
  });
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-4xl flex-col gap-5">
      <UnsavedGuard isUnsaved={isDirty} />
      <header className="flex flex-wrap items-center gap-3">
        <h1 className="min-w-0 text-2xl font-bold tracking-tight wrap-anywhere">{store.name}</h1>
        <PlaceState isActive={store.active} />
        <div className="flex flex-wrap gap-2 sm:ms-auto">
          <Link to="/settings/registers" search={{ store_id: store.id }} className={buttonClass({})}>
            {t('store.toRegisters')}
          </Link>
          {mayChange && (
            <Link to="/products/favourites" search={{ store_id: store.id }} className={buttonClass({})}>
              {t('favourites.link')}
            </Link>
          )}
          {mayChange && (
            <Button
              look={store.active ? 'dangerPlain' : 'plain'}
              isBusy={switching.isPending}
              onClick={() => switching.mutate({ active: !store.active })}
            >
              {t(store.active ? 'store.close' : 'store.open')}
            </Button>
          )}
        </div>
      </header>
      {switching.isError && <Banner look="danger">{describeError(t, switching.error)}</Banner>}
      {switching.isSuccess && (
        <Banner
          look="info"
          actions={
            <Button isBusy={switching.isPending} onClick={() => switching.mutate({ active: !store.active })}>
              {t('settings.undo')}
            </Button>
          }
        >
          {t(store.active ? 'store.opened' : 'store.closed', { name: store.name })}
        </Banner>
      )}
      {change.isError && <Refused error={change.error} />}
      {change.isSuccess && !isDirty && <Banner look="info">{t('settings.saved')}</Banner>}
      {wasMade && !change.isSuccess && !isDirty && <Banner look="info">{t('store.created')}</Banner>}
      {/* A field that gets the focus comes to stand clear of the bars above and below. */}
      <fieldset disabled={!mayChange} className="contents **:scroll-mt-24 **:scroll-mb-40">
        <StoreFields form={form} isNew={false} />
      </fieldset>
      {isDirty && (
        <SaveBar
          isBusy={isSubmitting}
          onDiscard={() => {
            change.reset();
            form.reset(formOf(store));
          }}
        />
      )}
    </form>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation();
  return <Banner look="danger">{isAboutFields(error) ? t('settings.wrong') : describeError(t, error)}</Banner>;
}

/** Puts what the server found wrong beside its fields. */
function point(t: TFunction, form: UseFormReturn<StoreForm>, thrown: unknown): void {
  for (const { pointer, detail } of fieldErrorsOf(thrown, t)) {
    const field = Object.keys(storeForm.shape).find((name) => name === partOf(pointer));
    if (field) form.setError(field as keyof StoreForm, { type: 'server', message: detail }, { shouldFocus: true });
  }
}
