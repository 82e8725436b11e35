import { zodResolver } from '@hookform/resolvers/zod';
import type { Order } from '@novapos/api';
import { describeError, formatMoney, uuidv7 } from '@novapos/core';
import { Banner, Button, Dialog, TextAreaField } from '@novapos/ui';
import { useId, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { z } from '../zod';
import { useVoidOrder } from './mutations';

const REASON_MAX = 200;

const voiding = z.object({
  reason: z.string().trim().min(3, 'voiding.reasonShort').max(REASON_MAX, 'voiding.reasonLong'),
});

type Message = 'voiding.reasonShort' | 'voiding.reasonLong';

export function VoidDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const [key] = useState(() => uuidv7());
  const voidOrder = useVoidOrder(order.id, key);
  const { register, handleSubmit, setValue, formState } = useForm({
    resolver: zodResolver(voiding),
    defaultValues: { reason: '' },
  });
  const { message } = formState.errors.reason ?? {};

  const submit = handleSubmit(({ reason }) => voidOrder.mutateAsync(reason).then(onClose, () => undefined));

  return (
    <Dialog
      role="alertdialog"
      title={t('voiding.title', { label: order.receipt_label })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('voiding.keep')}</Button>
          <Button look="danger" type="submit" form={formId} isBusy={formState.isSubmitting}>
            {t('voiding.confirm')}
          </Button>
        </>
      }
    >
      <form id={formId} noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <p className="text-ink-soft">{t('voiding.help', { total: formatMoney(order.due_minor, order.currency) })}</p>
        {voidOrder.isError && <Banner look="danger">{describeError(t, voidOrder.error)}</Banner>}
        <TextAreaField
          {...register('reason')}
          data-autofocus
          label={t('voiding.reason')}
          hint={t('voiding.reasonHint')}
          error={message && t(message as Message)}
          maxLength={REASON_MAX}
          rows={3}
        />
        <div className="flex flex-wrap gap-2">
          {t('voiding.common', { returnObjects: true }).map((reason) => (
            <Button key={reason} onClick={() => setValue('reason', reason, { shouldValidate: true })}>
              {reason}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}
