import { Banner, Button } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SignInForm } from '../session/sign-in-form';
import { PinForm } from './pin-form';

type Props = { shopCode: string; email: string; name: string; hasPin: boolean };

/** By the PIN of whom this device remembers to have one, until they would rather use the password, or must. */
export function WayIn({ shopCode, email, name, hasPin }: Props) {
  const { t } = useTranslation();
  const [way, setWay] = useState<'pin' | 'password' | 'asleep'>(hasPin ? 'pin' : 'password');
  if (way === 'pin') {
    return (
      <PinForm
        shopCode={shopCode}
        email={email}
        name={name}
        onAsleep={() => setWay('asleep')}
        onPassword={() => setWay('password')}
      />
    );
  }
  return (
    <div className="flex flex-col gap-4">
      {way === 'asleep' && <Banner look="danger">{t('pin.asleep')}</Banner>}
      <SignInForm shopCode={shopCode} email={email} isShopFixed />
      {hasPin && way === 'password' && (
        <Button look="quiet" onClick={() => setWay('pin')}>
          {t('pin.instead')}
        </Button>
      )}
    </div>
  );
}
