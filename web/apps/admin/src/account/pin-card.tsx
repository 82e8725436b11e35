import { zodResolver } from '@hookform/resolvers/zod';
import { unwrap } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, PasswordField } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { api } from '../session/api';
import { useMe } from '../session/me';
import { z } from '../zod';

const DIGITS_MAX = 6;

const setting = z.object({ password: z.string().min(1), pin: z.string().regex(/^\d{4,6}$/) });

/** One's own PIN for the till: set, changed or removed, each time with the password. */
export function PinCard() {
  const { t } = useTranslation();
  const hasPin = useMe()?.has_pin ?? false;
  const { register, handleSubmit, formState, getValues, reset, trigger } = useForm({
    resolver: zodResolver(setting),
    defaultValues: { password: '', pin: '' },
  });
  const { errors, isDirty } = formState;
  const change = useMutation({
    mutationFn: ({ password, pin }: { password: string; pin: string | null }) =>
      unwrap(
        pin === null
          ? api.http.POST('/auth/me/pin/remove', { body: { password } })
          : api.http.PUT('/auth/me/pin', { body: { password, pin } }),
      ),
    onSuccess: async () => {
      reset();
      // The next answer says whether there is one.
      await api.session.refresh().catch(() => undefined);
    },
  });
  const isRemoving = change.variables?.pin === null;
  const remove = async () => {
    if (await trigger('password')) change.mutate({ password: getValues('password'), pin: null });
  };
  const eye = { showLabel: t('common.showPassword'), hideLabel: t('common.hidePassword') };
  return (
    <form
      noValidate
      onSubmit={(event) => void handleSubmit((values) => change.mutate(values))(event)}
      className="mt-5 max-w-xl"
    >
      <UnsavedGuard isUnsaved={isDirty} />
      <Card title={t('account.pin')} help={t('account.pinHelp')}>
        {change.isError && <Banner look="danger">{describeError(t, change.error)}</Banner>}
        {change.isSuccess && !isDirty && (
          <Banner look="info">{t(isRemoving ? 'account.pinRemoved' : 'account.pinSaved')}</Banner>
        )}
        <PasswordField
          {...register('password')}
          {...eye}
          label={t('account.pinPassword')}
          error={errors.password && t('account.pinMissing')}
          autoComplete="current-password"
        />
        <PasswordField
          {...register('pin')}
          {...eye}
          label={t('account.pinNew')}
          hint={t('account.pinHint')}
          error={errors.pin && t('account.pinShort')}
          inputMode="numeric"
          maxLength={DIGITS_MAX}
          autoComplete="off"
        />
        <div className="flex flex-wrap justify-end gap-3">
          {hasPin && (
            <Button look="dangerPlain" isBusy={change.isPending && isRemoving} onClick={() => void remove()}>
              {t('account.pinRemove')}
            </Button>
          )}
          <Button type="submit" look="primary" isBusy={change.isPending && !isRemoving}>
            {t(hasPin ? 'account.pinChange' : 'account.pinSet')}
          </Button>
        </div>
      </Card>
    </form>
  );
}
