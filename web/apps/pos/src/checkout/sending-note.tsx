import { Button, Spinner } from '@novapos/ui';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCheckout, useTill } from '../till/use-till';

/** A quick answer needs no spinner: it would only flicker. */
const SHOW_AFTER_MS = 300;

export function SendingNote() {
  const { t } = useTranslation();
  const till = useTill();
  const checkout = useCheckout();
  const isLate = useIsLate(SHOW_AFTER_MS);
  if (checkout.step !== 'sending') return null;
  const { trouble } = checkout;
  const needsSignIn = trouble?.status === 401;

  return (
    <div role="status" className="flex h-37 flex-col justify-center rounded-lg bg-sunken px-5">
      {!trouble && isLate && (
        <p className="flex items-center justify-center gap-3 text-lg font-semibold">
          <Spinner className="size-6 text-brand" />
          {t('pay.sending')}
        </p>
      )}
      {trouble && (
        <div className="flex items-center gap-4">
          <Spinner className="size-7 shrink-0 text-brand" />
          <div className="grow">
            <p className="text-lg font-semibold">{t('pay.waiting')}</p>
            <p className="text-sm text-ink-soft">{t(needsSignIn ? 'pay.signInFirst' : 'pay.waitingHelp')}</p>
          </div>
          {!needsSignIn && <Button onClick={() => till.checkout.sendNow()}>{t('pay.sendNow')}</Button>}
        </div>
      )}
    </div>
  );
}

function useIsLate(after_ms: number): boolean {
  const [isLate, setIsLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsLate(true), after_ms);
    return () => clearTimeout(timer);
  }, [after_ms]);
  return isLate;
}
