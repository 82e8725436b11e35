import { zodResolver } from '@hookform/resolvers/zod';
import { errorFromThrown, type Order } from '@novapos/api';
import { describeError } from '@novapos/core';
import { Banner, Button, Dialog, TextField } from '@novapos/ui';
import { MailCheck } from 'lucide-react';
import { useId } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from '../zod';
import { useEmailReceipt } from './mutations';

/** As long as an address can be. */
const ADDRESS_MAX = 254;

const receiptEmail = z.object({ to: z.string().trim().min(1) });

/** Sends the receipt to an address that is used for nothing else. */
export function EmailDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const email = useEmailReceipt(order.id);
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(receiptEmail),
    defaultValues: { to: '' },
  });
  const failure = email.isError ? describeError(t, email.error) : undefined;
  const isOfAddress = email.isError && errorFromThrown(email.error).code === 'address_refused';

  const submit = handleSubmit(({ to }) =>
    email.mutateAsync(to).then(
      () => undefined,
      () => undefined,
    ),
  );

  return (
    <Dialog
      title={t('receiptEmail.title', { label: order.receipt_label })}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        email.isSuccess ? (
          <Button look="primary" autoFocus onClick={onClose}>
            {t('receiptEmail.done')}
          </Button>
        ) : (
          <Button look="primary" type="submit" form={formId} isBusy={formState.isSubmitting}>
            {t('receiptEmail.send')}
          </Button>
        )
      }
    >
      {email.isSuccess ? (
        <p role="status" className="flex flex-col items-center gap-3 py-4 text-center text-lg font-semibold">
          <MailCheck className="size-12 stroke-[1.5] text-ok" aria-hidden="true" />
          <span className="max-w-full break-words">{t('receiptEmail.sent', { address: email.variables })}</span>
        </p>
      ) : (
        <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          {failure && !isOfAddress && <Banner look="danger">{failure}</Banner>}
          <TextField
            {...register('to')}
            label={t('receiptEmail.address')}
            type="email"
            hint={t('receiptEmail.hint')}
            error={formState.errors.to ? t('receiptEmail.missing') : isOfAddress ? failure : undefined}
            maxLength={ADDRESS_MAX}
            autoComplete="off"
            spellCheck={false}
            data-autofocus
          />
        </form>
      )}
    </Dialog>
  );
}
