import type { Deposit } from '@novapos/api';
import { type Currency, describeError, uuidv7 } from '@novapos/core';
import { Banner, Button, Dialog, TextField } from '@novapos/ui';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from '../decimal-text';
import { useMakeDeposit } from './mutations';

const REFERENCE_MIN = 3;
const REFERENCE_MAX = 200;

type Props = {
  store_id: string;
  currency: Currency;
  onClose: () => void;
  onDone: (deposit: Deposit) => void;
};

export function DepositDialog({ store_id, currency, onClose, onDone }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const [id] = useState(() => uuidv7());
  const making = useMakeDeposit(store_id, id);
  const [amount, setAmount] = useState('');
  const [reference, setReference] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const amount_minor = parseDecimal(amount, currency.exponent);
  const isAmount = amount_minor !== null && amount_minor > 0;
  const isReference = reference.trim().length >= REFERENCE_MIN;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (isAmount && isReference) making.mutate({ amount_minor, reference: reference.trim() }, { onSuccess: onDone });
  };

  return (
    <Dialog
      title={t('safe.deposit')}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <>
          <Button onClick={onClose}>{t('safe.keep')}</Button>
          <Button look="primary" type="submit" form={formId} isBusy={making.isPending}>
            {t('safe.confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={submit} className="flex flex-col gap-4">
        {making.isError && <Banner look="danger">{describeError(t, making.error)}</Banner>}
        <TextField
          data-autofocus
          label={t('safe.amount', { code: currency.code })}
          error={isAsked && !isAmount ? t('safe.amountInvalid') : undefined}
          inputMode="decimal"
          autoComplete="off"
          value={amount}
          onChange={({ target }) => setAmount(target.value)}
        />
        <TextField
          label={t('safe.reference')}
          error={isAsked && !isReference ? t('safe.referenceInvalid') : undefined}
          autoComplete="off"
          maxLength={REFERENCE_MAX}
          value={reference}
          onChange={({ target }) => setReference(target.value)}
        />
      </form>
    </Dialog>
  );
}
