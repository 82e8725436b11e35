import { hashOfHint, useLanguageChoice, useSignInHint } from '@novapos/core';
import { ChoiceGroup, Logo } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { device } from '../device/device';
import { SignInForm } from './sign-in-form';

export function SignInScreen() {
  const { t } = useTranslation();
  const languageChoice = useLanguageChoice();
  const hint = useSignInHint();
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 p-5">
      <Logo />
      <section className="w-full max-w-md rounded-xl bg-surface p-6 shadow-card sm:p-9">
        <h1 className="mb-6 text-2xl font-bold tracking-tight">{t('signIn.title')}</h1>
        <SignInForm
          key={hint && hashOfHint(hint)}
          shopCode={hint?.shop_code ?? device.getState().shop_code ?? ''}
          email={hint?.email ?? ''}
        />
      </section>
      <ChoiceGroup label={t('common.language')} {...languageChoice} />
    </main>
  );
}
