import { zodResolver } from '@hookform/resolvers/zod';
import { unwrap } from '@novapos/api';
import { describeError, hashOfHint } from '@novapos/core';
import { Banner, Button, buttonClass, Logo, PasswordField } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { api } from '../session/api';
import { SHOP_CODE_KEY } from '../session/sign-in-screen';
import { secretOf } from '../users/one-time-address';
import { z } from '../zod';
import { newPassword } from './new-password';

type Props = { kind: 'join' | 'reset'; hash: string };

/** Where a link that is good once leads: a password of one's own, for the first time or because it was forgotten. */
export function ChoosePasswordScreen({ kind, hash }: Props) {
  const { t } = useTranslation();
  const secret = secretOf(hash);
  const choose = useMutation({
    mutationFn: (body: { token: string; password: string }) =>
      unwrap(
        kind === 'join'
          ? api.http.POST('/auth/invitations/accept', { body })
          : api.http.POST('/auth/password-resets/accept', { body }),
      ),
    onSuccess: () => {
      if (secret) localStorage.setItem(SHOP_CODE_KEY, secret.shop_code);
    },
  });

  if (!secret) {
    return (
      <Frame title={t('choosePassword.broken')}>
        <p className="text-ink-soft">{t('choosePassword.brokenHelp')}</p>
      </Frame>
    );
  }
  if (choose.isSuccess) {
    return (
      <Frame title={t('choosePassword.doneTitle')}>
        <p role="status" className="mb-6 text-ink-soft">
          {kind === 'join' ? t('choosePassword.joined', { shop: secret.shop_code }) : t('choosePassword.reset')}
        </p>
        <div className="flex flex-wrap gap-3">
          <a href={`/pos/#${hashOfHint(secret)}`} className={buttonClass({ look: 'primary' })}>
            {t('choosePassword.toTill')}
          </a>
          <Link to="/sign-in" hash={hashOfHint(secret)} replace className={buttonClass({})}>
            {t('choosePassword.toAdmin')}
          </Link>
        </div>
      </Frame>
    );
  }
  return (
    <Frame title={t(`choosePassword.${kind}Title`)}>
      <ChooseForm
        error={choose.isError ? choose.error : null}
        onChosen={(password) => choose.mutateAsync({ token: secret.token, password }).catch(() => undefined)}
      />
    </Frame>
  );
}

function ChooseForm({ error, onChosen }: { error: unknown; onChosen: (password: string) => Promise<unknown> }) {
  const { t } = useTranslation();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(z.object({ password: newPassword })),
    defaultValues: { password: '' },
  });
  const submit = handleSubmit(({ password }) => onChosen(password));
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
      {error !== null && <Banner look="danger">{describeError(t, error)}</Banner>}
      <PasswordField
        {...register('password')}
        label={t('common.password')}
        hint={t('choosePassword.hint')}
        error={formState.errors.password && t('choosePassword.short')}
        autoComplete="new-password"
        autoFocus
        showLabel={t('common.showPassword')}
        hideLabel={t('common.hidePassword')}
      />
      <Button type="submit" look="primary" size="lg" isBusy={formState.isSubmitting} className="w-full">
        {t('choosePassword.save')}
      </Button>
    </form>
  );
}

function Frame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-8 p-5">
      <Logo />
      <section className="w-full max-w-md rounded-xl bg-surface p-6 shadow-card sm:p-9">
        <h1 className="mb-6 text-2xl font-bold tracking-tight">{title}</h1>
        {children}
      </section>
    </main>
  );
}
