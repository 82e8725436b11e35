import { zodResolver } from '@hookform/resolvers/zod';
import { unwrap } from '@novapos/api';
import { describeError, useLanguageChoice } from '@novapos/core';
import { Banner, Button, ChoiceGroup, PasswordField, themeChoices, useThemeChoice } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { UnsavedGuard } from '../layout/unsaved-guard';
import { api } from '../session/api';
import { z } from '../zod';
import { newPassword } from './new-password';
import { PinCard } from './pin-card';

const change = z.object({ current_password: z.string().min(1, 'account.missing'), new_password: newPassword });

const themeLabels = {
  system: 'common.themeSystem',
  light: 'common.themeLight',
  dark: 'common.themeDark',
  contrast: 'common.themeContrast',
} as const;

/** One's own password and PIN, and how the portal looks and speaks on this device. */
export function AccountPage() {
  const { t } = useTranslation();
  const save = useMutation({
    mutationFn: (body: z.infer<typeof change>) => unwrap(api.http.POST('/auth/password', { body })),
  });
  const { register, handleSubmit, formState, reset } = useForm({
    resolver: zodResolver(change),
    defaultValues: { current_password: '', new_password: '' },
  });
  const { errors, isDirty, isSubmitting } = formState;
  const eye = { showLabel: t('common.showPassword'), hideLabel: t('common.hidePassword') };
  const submit = handleSubmit((values) =>
    save.mutateAsync(values).then(
      () => reset(),
      () => undefined,
    ),
  );
  return (
    <>
      <h1 className="mb-5 text-2xl font-bold tracking-tight">{t('account.title')}</h1>
      <form noValidate onSubmit={(event) => void submit(event)} className="max-w-xl">
        <UnsavedGuard isUnsaved={isDirty} />
        <Card title={t('account.link')} help={t('account.help')}>
          {save.isError && <Banner look="danger">{describeError(t, save.error)}</Banner>}
          {save.isSuccess && !isDirty && <Banner look="info">{t('account.saved')}</Banner>}
          <PasswordField
            {...register('current_password')}
            {...eye}
            label={t('account.current')}
            error={errors.current_password && t('account.missing')}
            autoComplete="current-password"
          />
          <PasswordField
            {...register('new_password')}
            {...eye}
            label={t('account.next')}
            hint={t('choosePassword.hint')}
            error={errors.new_password && t('choosePassword.short')}
            autoComplete="new-password"
          />
          <Button type="submit" look="primary" isBusy={isSubmitting} className="self-end">
            {t('account.save')}
          </Button>
        </Card>
      </form>
      <PinCard />
      <DeviceChoices />
    </>
  );
}

function DeviceChoices() {
  const { t } = useTranslation();
  const [theme, setTheme] = useThemeChoice();
  const languageChoice = useLanguageChoice();
  return (
    <div className="mt-5 max-w-xl">
      <Card title={t('account.device')} help={t('account.deviceHelp')}>
        <ChoiceGroup
          label={t('common.theme')}
          value={theme}
          options={themeChoices.map((value) => ({ value, label: t(themeLabels[value]) }))}
          onChange={setTheme}
        />
        <ChoiceGroup label={t('common.language')} {...languageChoice} />
      </Card>
    </div>
  );
}
