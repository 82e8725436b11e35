import { zodResolver } from '@hookform/resolvers/zod';
import { describeError, useLanguageChoice, useSignInHint } from '@novapos/core';
import { Banner, Button, ChoiceGroup, Logo, PasswordField, TextField } from '@novapos/ui';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { signUpState } from '../start/queries';
import { z } from '../zod';
import { api } from './api';

const credentials = z.object({
  shop_code: z.string().trim().toLowerCase().min(1, 'signIn.shopCodeMissing'),
  email: z.email('signIn.emailWrong').trim(),
  password: z.string().min(1, 'signIn.passwordMissing'),
});

type Message = 'signIn.shopCodeMissing' | 'signIn.emailWrong' | 'signIn.passwordMissing';

// Losing it costs one word typed again.
export const SHOP_CODE_KEY = 'novapos-admin-shop-code';

type Props = { wasSignedOut: boolean; onSignedIn: () => void };

export function SignInScreen({ wasSignedOut, onSignedIn }: Props) {
  const { t } = useTranslation();
  const languageChoice = useLanguageChoice();
  const signUp = useQuery(signUpState());
  const [failure, setFailure] = useState<unknown>(null);
  const hint = useSignInHint();
  const shopCode = hint?.shop_code ?? localStorage.getItem(SHOP_CODE_KEY) ?? '';
  const email = hint?.email ?? '';
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(credentials),
    defaultValues: { shop_code: shopCode, email, password: '' },
  });
  const textOf = (error: { message?: string } | undefined) => error?.message && t(error.message as Message);

  const signIn = handleSubmit(async (values) => {
    setFailure(null);
    try {
      await api.session.signIn(values);
      localStorage.setItem(SHOP_CODE_KEY, values.shop_code);
      onSignedIn();
    } catch (thrown) {
      setFailure(thrown);
    }
  });

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 p-5">
      <Logo />
      <section className="w-full max-w-md rounded-xl bg-surface p-6 shadow-card sm:p-9">
        <h1 className="mb-6 text-2xl font-bold tracking-tight">{t('signIn.title')}</h1>
        <form noValidate onSubmit={(event) => void signIn(event)} className="flex flex-col gap-5">
          {failure !== null && <Banner look="danger">{describeError(t, failure)}</Banner>}
          {failure === null && wasSignedOut && <Banner look="info">{t('signIn.again')}</Banner>}
          <TextField
            {...register('shop_code')}
            label={t('common.shopCode')}
            hint={t('signIn.shopCodeHint')}
            error={textOf(formState.errors.shop_code)}
            autoComplete="organization"
            autoCapitalize="none"
            spellCheck={false}
            autoFocus={shopCode === ''}
          />
          <TextField
            {...register('email')}
            type="email"
            label={t('common.email')}
            error={textOf(formState.errors.email)}
            autoComplete="username"
            autoFocus={shopCode !== '' && email === ''}
          />
          <PasswordField
            {...register('password')}
            label={t('common.password')}
            error={textOf(formState.errors.password)}
            autoComplete="current-password"
            autoFocus={email !== ''}
            showLabel={t('common.showPassword')}
            hideLabel={t('common.hidePassword')}
          />
          <Button type="submit" look="primary" size="lg" isBusy={formState.isSubmitting} className="mt-1 w-full">
            {t('common.signIn')}
          </Button>
          <p className="text-center text-sm text-ink-soft">{t('signIn.forgotten')}</p>
          {signUp.data?.open && (
            <Link
              to="/sign-up"
              className="inline-flex min-h-11 items-center self-center rounded-sm px-2 text-sm font-semibold underline"
            >
              {t('signUp.newHere')}
            </Link>
          )}
        </form>
      </section>
      <ChoiceGroup label={t('common.language')} {...languageChoice} />
    </main>
  );
}
