import { type OrderSummary, unwrap } from '@novapos/api';
import { describeError, formatMoney, uuidv7 } from '@novapos/core';
import { Banner, Button, Dialog, TextAreaField } from '@novapos/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../session/api';

const REASON_MIN = 3;
const REASON_MAX = 200;

/** Takes back a sale of today: its number stays, its money and its stock come back. The reason goes on the record. */
export function VoidSaleDialog({ order, onClose }: { order: OrderSummary; onClose: () => void }) {
  const { t } = useTranslation();
  const [key] = useState(() => uuidv7());
  const [reason, setReason] = useState('');
  const [isShort, setIsShort] = useState(false);
  const voiding = useVoiding(order.id, key);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim().length < REASON_MIN) return setIsShort(true);
    await voiding.mutateAsync(reason.trim()).then(onClose, () => undefined);
  };

  return (
    <Dialog
      role="alertdialog"
      title={t('voiding.title', { label: order.receipt_label })}
      onClose={onClose}
      footer={
        <>
          <Button size="lg" className="grow px-4" onClick={onClose}>
            {t('voiding.keep')}
          </Button>
          <Button look="danger" size="lg" className="grow px-4" type="submit" form="void" isBusy={voiding.isPending}>
            {t('voiding.confirm')}
          </Button>
        </>
      }
    >
      <form id="void" noValidate onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
        <p className="text-ink-soft">{t('voiding.help', { total: formatMoney(order.total_minor, order.currency) })}</p>
        {voiding.isError && <Banner look="danger">{describeError(t, voiding.error)}</Banner>}
        <TextAreaField
          label={t('voiding.reason')}
          value={reason}
          error={isShort && reason.trim().length < REASON_MIN ? t('voiding.reasonShort') : undefined}
          maxLength={REASON_MAX}
          rows={2}
          data-autofocus
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap gap-2">
          {t('voiding.common', { returnObjects: true }).map((usual) => (
            <Button key={usual} onClick={() => setReason(usual)}>
              {usual}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}

function useVoiding(order_id: string, key: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (reason: string) =>
      unwrap(
        api.http.POST('/orders/{order_id}/void', {
          params: { path: { order_id }, header: { 'Idempotency-Key': key } },
          body: { reason },
        }),
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['orders'] }),
  });
}
