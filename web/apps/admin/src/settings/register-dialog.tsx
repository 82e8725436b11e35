import { zodResolver } from '@hookform/resolvers/zod';
import type { Register, Store } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, Dialog, SelectField, TextField } from '@novapos/ui';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { fieldErrorsOf, isAboutFields, partOf } from '../field-errors';
import { z } from '../zod';
import { useChangeRegister, useCreateRegister } from './mutations';

const registerForm = z.object({
  store_id: z.string(),
  name: z.string().trim().min(1, 'store.invalid.name').max(200, 'store.invalid.nameLong'),
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z0-9]{1,8}$/, 'store.invalid.code'),
});

type Message = 'store.invalid.name';
type Props = {
  /** The one to be renamed; none: a new one. */
  register: Register | null;
  stores: readonly Store[];
  store_id: string | undefined;
  onDone: (register: Register) => void;
  onClose: () => void;
};

export function RegisterDialog({ register: old, stores, store_id, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const create = useCreateRegister();
  const change = useChangeRegister();
  const { register, handleSubmit, formState, setError } = useForm({
    resolver: zodResolver(registerForm),
    defaultValues: { store_id: store_id ?? stores[0]?.id ?? '', name: old?.name ?? '', code: old?.code ?? '' },
  });
  const failure = create.error ?? change.error;
  const errorOf = (field: 'name' | 'code') => {
    const error = formState.errors[field];
    return error?.type === 'server' ? error.message : error?.message && t(error.message as Message);
  };
  const submit = handleSubmit(async (values) => {
    try {
      onDone(
        old ? await change.mutateAsync({ register_id: old.id, name: values.name }) : await create.mutateAsync(values),
      );
    } catch (thrown) {
      for (const { pointer, detail } of fieldErrorsOf(thrown, t)) {
        const field = partOf(pointer);
        if (field === 'name' || field === 'code') setError(field, { type: 'server', message: detail });
      }
    }
  });

  return (
    <Dialog
      title={t(old ? 'registers.editTitle' : 'registers.newTitle')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('settings.cancel')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={formState.isSubmitting}>
            {t(old ? 'settings.save' : 'registers.create')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        {failure && !isAboutFields(failure) && <Banner look="danger">{describeError(t, failure)}</Banner>}
        {!old && (
          <SelectField
            {...register('store_id')}
            label={t('registers.store')}
            options={stores.map(({ id, name }) => ({ value: id, label: name }))}
          />
        )}
        <TextField
          {...register('name')}
          data-autofocus
          label={t('registers.name')}
          error={errorOf('name')}
          autoComplete="off"
        />
        {!old && (
          <TextField
            {...register('code')}
            label={t('registers.code')}
            hint={t('registers.codeHint')}
            error={errorOf('code')}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
          />
        )}
      </form>
    </Dialog>
  );
}
