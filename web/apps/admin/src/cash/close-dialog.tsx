import type { DrawerSessionView } from '@novapos/api';
import { describeError, formatMoney, minorToDecimal, uuidv7 } from '@novapos/core';
import { Banner, Button, Dialog, TextField } from '@novapos/ui';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from '../decimal-text';
import { useCloseSession } from './mutations';
import { Variance } from './variance';

type Props = { session: DrawerSessionView; onClose: () => void };

export function CloseDialog({ session, onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const [key] = useState(() => uuidv7());
  const closing = useCloseSession(session.id, key);
  const { currency, float_minor, training } = session;
  const last = session.counts.at(-1);
  const counted_minor = last?.counted_minor ?? 0;
  const [left, setLeft] = useState(() => minorToDecimal(Math.min(float_minor, counted_minor), currency.exponent));
  const [isAsked, setIsAsked] = useState(false);
  const left_minor = parseDecimal(left, currency.exponent);
  const isValid = left_minor !== null && left_minor <= counted_minor;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (isValid) closing.mutate(left_minor, { onSuccess: onClose });
  };

  return (
    <Dialog
      role="alertdialog"
      title={t('closing.title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('closing.keep')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={closing.isPending}>
            {t('closing.confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        <p className="text-ink-soft">{t(training ? 'closing.helpTraining' : 'closing.help')}</p>
        {closing.isError && <Banner look="danger">{describeError(t, closing.error)}</Banner>}
        {last && (
          <p className="flex flex-wrap items-center justify-between gap-3 font-semibold">
            {t('cash.counted')} {formatMoney(counted_minor, currency)}
            <Variance variance_minor={last.variance_minor} currency={currency} />
          </p>
        )}
        <TextField
          data-autofocus
          label={t('closing.left', { code: currency.code })}
          hint={t('closing.leftHint')}
          error={isAsked && !isValid ? t('closing.invalid', { max: formatMoney(counted_minor, currency) }) : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={left}
          onChange={({ target }) => setLeft(target.value as typeof left)}
        />
      </form>
    </Dialog>
  );
}
