import { zodResolver } from '@hookform/resolvers/zod';
import { type Shop, unwrap } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Skeleton, TextField } from '@novapos/ui';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { LoadProblem } from '../layout/load-problem';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { api } from '../session/api';
import { z } from '../zod';
import { SaveBar } from './save-bar';

const shopForm = z.object({ name: z.string().trim().min(1, 'shop.nameMissing').max(200, 'shop.nameLong') });

type Message = 'shop.nameMissing' | 'shop.nameLong';

const shopQuery = () => queryOptions({ queryKey: ['shop'], queryFn: () => unwrap(api.http.GET('/shop')) });

export function ShopPage() {
  const { t } = useTranslation();
  const shop = useQuery(shopQuery());
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('settings.parts.shop')}</h1>
      {shop.isPending && <Skeleton className="h-64 w-full max-w-3xl rounded-lg" />}
      {shop.isError && !shop.data && (
        <LoadProblem title={t('shop.failed')} error={shop.error} onRetry={() => void shop.refetch()} />
      )}
      {shop.data && <ShopForm shop={shop.data} />}
    </>
  );
}

function ShopForm({ shop }: { shop: Shop }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const save = useMutation({
    mutationFn: (body: { name: string }) => unwrap(api.http.PATCH('/shop', { body })),
    onSuccess: async (saved) => {
      queryClient.setQueryData(shopQuery().queryKey, saved);
      // The name is in the session, too: it stands in the menu.
      await api.session.refresh();
    },
  });
  const { register, handleSubmit, formState, reset } = useForm({
    resolver: zodResolver(shopForm),
    values: { name: shop.name },
    resetOptions: { keepDirtyValues: true },
  });
  const { message } = formState.errors.name ?? {};
  const submit = handleSubmit((values) =>
    save.mutateAsync(values).then(
      ({ name }) => reset({ name }),
      () => undefined,
    ),
  );
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex max-w-3xl flex-col gap-5">
      <UnsavedGuard isUnsaved={formState.isDirty} />
      {save.isError && <Banner look="danger">{describeError(t, save.error)}</Banner>}
      {save.isSuccess && !formState.isDirty && <Banner look="info">{t('settings.saved')}</Banner>}
      <Card title={t('shop.identity')}>
        <TextField
          {...register('name')}
          label={t('shop.name')}
          hint={t('shop.nameHint')}
          error={message && t(message as Message)}
          autoComplete="organization"
        />
        <TextField readOnly label={t('shop.code')} hint={t('shop.codeHint')} value={shop.shop_code} />
      </Card>
      {formState.isDirty && (
        <SaveBar
          isBusy={formState.isSubmitting}
          onDiscard={() => {
            save.reset();
            reset({ name: shop.name });
          }}
        />
      )}
    </form>
  );
}
