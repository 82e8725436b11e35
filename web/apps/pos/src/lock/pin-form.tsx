import { errorFromThrown } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, KeypadKeys, keyOf, type TypedKey } from '@novapos/ui';
import { clsx } from 'clsx';
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rememberOnDevice } from '../device/device';
import { api } from '../session/api';
import { DIGITS_MIN, digitsFromField, dotsOf, pressPinKey } from './pin-digits';

type Props = { shopCode: string; email: string; name: string; onAsleep: () => void; onPassword: () => void };

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'back', '0'] as const;

/**
 * A PIN by touch or by the keyboard's numbers. It stands as dots in a real field, so that typing, pasting and screen readers work, and
 * so that a scanner's burst can be taken out of it again; `inputMode=none` keeps the screen keyboard away.
 */
export function PinForm({ shopCode, email, name, onAsleep, onPassword }: Props) {
  const { t } = useTranslation();
  const field = useRef<HTMLInputElement>(null);
  const [digits, setDigits] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // Digits are what comes next, by touch or by key, also where many names stand above.
  useEffect(() => {
    field.current?.form?.scrollIntoView({ block: 'nearest' });
    field.current?.focus({ preventScroll: true });
  }, []);
  const press = (key: TypedKey) => setDigits((typed) => pressPinKey(typed, key));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isBusy || digits.length < DIGITS_MIN) return;
    setIsBusy(true);
    setError(null);
    try {
      await api.session.signInByPin({ shop_code: shopCode, email, pin: digits });
      await rememberOnDevice({ is_locked: false });
    } catch (thrown) {
      if (errorFromThrown(thrown).code === 'pin_sleeps') return onAsleep();
      setError(thrown);
      setDigits('');
      field.current?.focus();
    } finally {
      setIsBusy(false);
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const key = keyOf(event);
    if (!key) return;
    press(key);
    event.preventDefault();
  };

  return (
    <form onSubmit={submit} onKeyDown={onKeyDown} className="flex flex-col gap-4">
      {error !== null && <Banner look="danger">{describeError(t, error)}</Banner>}
      <label htmlFor="pin" className="text-center font-semibold">
        {t('pin.of', { name })}
      </label>
      <input
        ref={field}
        id="pin"
        inputMode="none"
        autoComplete="off"
        placeholder={t('pin.length')}
        value={dotsOf(digits)}
        onChange={(event) => setDigits(digitsFromField(event.target.value, digits))}
        data-autofocus
        className={clsx(
          'h-16 w-full rounded-lg border border-control bg-sunken px-5 text-center outline-offset-0',
          digits !== '' && 'text-3xl tracking-[0.4em]',
        )}
      />
      <p role="status" className="sr-only">
        {t('pin.typed', { count: digits.length })}
      </p>
      <KeypadKeys keys={keys} onPress={press} backspaceLabel={t('pay.backspace')}>
        <Button type="submit" look="primary" size="lg" isBusy={isBusy} disabled={digits.length < DIGITS_MIN}>
          {t('pin.ok')}
        </Button>
      </KeypadKeys>
      <Button look="quiet" onClick={onPassword}>
        {t('pin.password')}
      </Button>
    </form>
  );
}
