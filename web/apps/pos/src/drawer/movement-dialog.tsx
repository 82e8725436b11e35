import type { MovementKind } from '@novapos/api';
import { describeError, formatMoney, uuidv7 } from '@novapos/core';
import { Banner, Button, Dialog, Keypad, TextField } from '@novapos/ui';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency, useSetup } from '../till/use-till';
import { moveCash, openDrawer } from './drawer-changes';

const AMOUNT_MAX_MINOR = 999_999_999;
const REASON_MIN = 3;
const REASON_MAX = 200;

type Props = { session_id: string; kind: MovementKind; onMoved: () => Promise<void>; onClose: () => void };

/** How much, and why: each movement goes on the record with both. An opening without a sale then opens the drawer where the register's printer can. */
export function MovementDialog({ session_id, kind, onMoved, onClose }: Props) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const reasonField = useRef<HTMLInputElement>(null);
  const [id] = useState(() => uuidv7());
  const [amount_minor, setAmount] = useState(0);
  const [reason, setReason] = useState('');
  const [isAsked, setIsAsked] = useState(false);
  const isOnRecord = useRef(false);
  const hasAmount = kind !== 'no_sale';
  const { receipts } = useSetup();
  const isOpened = !hasAmount && receipts?.printer;
  const isAmountShort = hasAmount && amount_minor === 0;
  const isReasonShort = reason.trim().length < REASON_MIN;
  const moving = useMutation({
    mutationFn: async () => {
      if (!isOnRecord.current) await moveCash(session_id, { id, kind, amount_minor, reason: reason.trim() });
      isOnRecord.current = true;
      if (isOpened) await openDrawer(session_id, id);
    },
    onSuccess: onClose,
    onSettled: onMoved,
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsAsked(true);
    if (!isAmountShort && !isReasonShort && !moving.isPending) moving.mutate();
  };

  return (
    <Dialog
      title={t(`drawer.move.${kind}`)}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <Button type="submit" form="movement" look="primary" size="lg" className="grow" isBusy={moving.isPending}>
          {t(`drawer.move.${kind}`)}
          {hasAmount && ` ${formatMoney(amount_minor, currency)}`}
        </Button>
      }
    >
      <form id="movement" noValidate onSubmit={submit} className="flex flex-col gap-4">
        {moving.isError && <Banner look="danger">{describeError(t, moving.error)}</Banner>}
        {isAsked && isAmountShort && <Banner look="danger">{t('drawer.amountShort')}</Banner>}
        {hasAmount && (
          <Keypad
            label={t('drawer.amount')}
            value={amount_minor}
            max={AMOUNT_MAX_MINOR}
            format={(minor) => formatMoney(minor, currency)}
            onChange={setAmount}
            onEnter={() => reasonField.current?.focus()}
            clearLabel={t('drawer.clear')}
            backspaceLabel={t('drawer.backspace')}
          />
        )}
        <TextField
          ref={reasonField}
          label={t('drawer.reason')}
          value={reason}
          error={isAsked && isReasonShort ? t('drawer.reasonShort') : undefined}
          maxLength={REASON_MAX}
          autoComplete="off"
          data-autofocus={hasAmount ? undefined : true}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="flex flex-wrap gap-2">
          {t(`drawer.usual.${kind}`, { returnObjects: true }).map((usual) => (
            <Button key={usual} onClick={() => setReason(usual)}>
              {usual}
            </Button>
          ))}
        </div>
      </form>
    </Dialog>
  );
}
