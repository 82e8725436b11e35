import { unwrap } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, Dialog, PasswordField } from '@novapos/ui';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useSessionState } from '../session/api';
import { DIGITS_MAX, DIGITS_MIN } from './pin-digits';

type Change = 'saved' | 'removed';

/** One's own PIN: set, changed or removed, each time with the password. */
export function PinDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { session } = useSessionState();
  const [busy, setBusy] = useState<Change | null>(null);
  const [done, setDone] = useState<Change | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [lack, setLack] = useState({ password: false, pin: false });
  const hasPin = session?.user.has_pin ?? false;
  const eye = { showLabel: t('common.showPassword'), hideLabel: t('common.hidePassword') };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const change: Change = submitter?.id === 'remove-pin' ? 'removed' : 'saved';
    const form = new FormData(event.currentTarget);
    const password = String(form.get('password'));
    const pin = String(form.get('pin'));
    const lacking = { password: password === '', pin: change === 'saved' && !isPin(pin) };
    setLack(lacking);
    if (busy || lacking.password || lacking.pin) return;
    setBusy(change);
    setError(null);
    try {
      await (change === 'saved' ? savePin(password, pin) : removePin(password));
      // The next answer says whether there is one, and the device remembers that.
      await api.session.refresh().catch(() => undefined);
      setDone(change);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(null);
    }
  };

  if (done) {
    return (
      <Dialog title={t('pin.menu')} onClose={onClose} closeLabel={t('common.close')}>
        <Banner look="info">{t(`pin.${done}`)}</Banner>
        <Button look="primary" size="lg" className="mt-5 w-full" data-autofocus autoFocus onClick={onClose}>
          {t('pin.done')}
        </Button>
      </Dialog>
    );
  }
  return (
    <Dialog title={t('pin.menu')} onClose={onClose} closeLabel={t('common.close')}>
      <form noValidate onSubmit={submit} className="flex flex-col gap-5">
        <p className="text-ink-soft">{t('pin.help')}</p>
        {error !== null && <Banner look="danger">{describeError(t, error)}</Banner>}
        <PasswordField
          {...eye}
          label={t('common.password')}
          name="password"
          autoComplete="current-password"
          error={lack.password ? t('pin.missing') : undefined}
          data-autofocus
        />
        <PasswordField
          {...eye}
          label={t('pin.field')}
          name="pin"
          hint={t('pin.hint')}
          error={lack.pin ? t('pin.short') : undefined}
          inputMode="numeric"
          autoComplete="off"
          maxLength={DIGITS_MAX}
        />
        {/* The first is the one that Enter stands for. */}
        <div className="flex flex-col gap-3">
          <Button type="submit" look="primary" size="lg" isBusy={busy === 'saved'}>
            {t(hasPin ? 'pin.change' : 'pin.save')}
          </Button>
          {hasPin && (
            <Button type="submit" id="remove-pin" look="dangerPlain" size="lg" isBusy={busy === 'removed'}>
              {t('pin.remove')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function isPin(text: string): boolean {
  return /^\d+$/.test(text) && text.length >= DIGITS_MIN && text.length <= DIGITS_MAX;
}

function savePin(password: string, pin: string) {
  return unwrap(api.http.PUT('/auth/me/pin', { body: { password, pin } }));
}

function removePin(password: string) {
  return unwrap(api.http.POST('/auth/me/pin/remove', { body: { password } }));
}
