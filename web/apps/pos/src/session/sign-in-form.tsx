import type { Credentials } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, PasswordField, TextField } from '@novapos/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberOnDevice } from '../device/device';
import { api } from './api';

type Props = {
  shopCode: string;
  email?: string;
  /** Signing in again over a screen: the shop can't be another one. */
  isShopFixed?: boolean;
};

/** Plain named fields in a real form, so that every password manager knows what to do. */
export function SignInForm({ shopCode, email = '', isShopFixed = false }: Props) {
  const { t } = useTranslation();
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (isBusy) return;
    const credentials = readCredentials(new FormData(event.currentTarget), shopCode);
    setIsBusy(true);
    setError(null);
    try {
      await api.session.signIn(credentials);
      // Whoever has the password may go on where the till was locked.
      await rememberOnDevice({ shop_code: credentials.shop_code, is_locked: false });
    } catch (thrown) {
      setError(thrown);
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      {error !== null && <Banner look="danger">{describeError(t, error)}</Banner>}
      {!isShopFixed && (
        <TextField
          label={t('common.shopCode')}
          name="shop_code"
          defaultValue={shopCode}
          hint={t('signIn.shopCodeHint')}
          autoComplete="organization"
          autoCapitalize="none"
          spellCheck={false}
          required
          autoFocus={shopCode === ''}
        />
      )}
      <TextField
        label={t('common.email')}
        name="email"
        type="email"
        defaultValue={email}
        autoComplete="username"
        required
        autoFocus={shopCode !== '' && email === ''}
      />
      <PasswordField
        label={t('common.password')}
        name="password"
        autoComplete="current-password"
        required
        autoFocus={email !== ''}
        data-autofocus={email !== '' || undefined}
        showLabel={t('common.showPassword')}
        hideLabel={t('common.hidePassword')}
      />
      <Button type="submit" look="primary" size="lg" isBusy={isBusy} className="mt-1 w-full">
        {t('common.signIn')}
      </Button>
    </form>
  );
}

function readCredentials(form: FormData, shopCode: string): Credentials {
  const text = (name: string) => String(form.get(name) ?? '');
  return {
    shop_code: (text('shop_code') || shopCode).trim().toLowerCase(),
    email: text('email').trim(),
    password: text('password'),
  };
}
