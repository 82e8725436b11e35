import { errorFromThrown, unwrap } from '@novapos/api';
import { describeError, uuidv7 } from '@novapos/core';
import { Banner, Button, Dialog, TextField } from '@novapos/ui';
import { MailCheck } from 'lucide-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../session/api';

/** As long as an address can be. */
const ADDRESS_MAX = 254;

type Props = { order_id: string; label: string; onClose: () => void };

/** Sends the receipt to an address that is used for nothing else. */
export function EmailDialog({ order_id, label, onClose }: Props) {
  const { t } = useTranslation();
  const { send, isBusy, error, sentTo } = useEmail(order_id);
  const [isMissing, setIsMissing] = useState(false);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const address = String(new FormData(event.currentTarget).get('address') ?? '').trim();
    setIsMissing(address === '');
    if (address !== '' && !isBusy) void send(address);
  };

  const failure = error === null ? undefined : describeError(t, error);
  const isOfAddress = error !== null && errorFromThrown(error).code === 'address_refused';
  const isSent = sentTo !== null;
  return (
    <Dialog
      title={t('email.title', { label })}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        isSent ? (
          <Button look="primary" size="lg" className="grow" autoFocus onClick={onClose}>
            {t('email.done')}
          </Button>
        ) : (
          <Button look="primary" size="lg" className="grow" type="submit" form="email" isBusy={isBusy}>
            {t('email.send')}
          </Button>
        )
      }
    >
      {isSent ? (
        <p role="status" className="flex flex-col items-center gap-3 py-4 text-center text-lg font-semibold">
          <MailCheck className="size-12 stroke-[1.5] text-ok" aria-hidden="true" />
          <span className="max-w-full break-words">{t('email.sent', { address: sentTo })}</span>
        </p>
      ) : (
        <form id="email" noValidate onSubmit={submit} className="flex flex-col gap-4">
          {failure && !isOfAddress && <Banner look="danger">{failure}</Banner>}
          <TextField
            label={t('email.address')}
            name="address"
            type="email"
            inputMode="email"
            hint={t('email.hint')}
            error={isMissing ? t('email.missing') : isOfAddress ? failure : undefined}
            maxLength={ADDRESS_MAX}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            data-autofocus
          />
        </form>
      )}
    </Dialog>
  );
}

/** The same address again is the same message: where only the answer was lost, it is not sent twice. */
function useEmail(order_id: string) {
  const message = useRef({ to: '', id: '' });
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);

  const send = async (to: string) => {
    if (message.current.to !== to) message.current = { to, id: uuidv7() };
    setBusy(true);
    setError(null);
    try {
      const params = { path: { order_id } };
      await unwrap(api.http.POST('/orders/{order_id}/emails', { params, body: message.current }));
      setSentTo(to);
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  };
  return { send, isBusy, error, sentTo };
}
