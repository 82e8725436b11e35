import { formatMoney } from '@novapos/core';
import { Button, Dialog, Keypad } from '@novapos/ui';
import { clsx } from 'clsx';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCurrency } from '../till/use-till';

const CASH_MAX_MINOR = 999_999_999;

type Props = { due_minor: number; onTake: (amount_minor: number) => void; onClose: () => void };

export function CashDialog({ due_minor, onTake, onClose }: Props) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const [amount_minor, setAmount] = useState(0);
  const change_minor = amount_minor - due_minor;
  const money = (minor: number) => formatMoney(minor, currency);

  const take = () => {
    if (change_minor < 0) return;
    onClose();
    onTake(amount_minor);
  };

  return (
    <Dialog title={t('pay.otherTitle')} onClose={onClose} closeLabel={t('common.close')}>
      <p className="mb-3 flex justify-between text-ink-soft">
        <span>{t('cart.totalIs', { total: money(due_minor) })}</span>
        <span role="status" className={clsx('font-semibold', change_minor < 0 ? 'text-ink-soft' : 'text-ok')}>
          {change_minor < 0
            ? t('pay.otherShort', { amount: money(-change_minor) })
            : t('pay.otherChange', { amount: money(change_minor) })}
        </span>
      </p>
      <Keypad
        label={t('pay.otherTitle')}
        value={amount_minor}
        max={CASH_MAX_MINOR}
        format={money}
        onChange={setAmount}
        onEnter={take}
        clearLabel={t('pay.clear')}
        backspaceLabel={t('pay.backspace')}
      />
      <Button look="primary" size="lg" className="mt-2 w-full" disabled={change_minor < 0} onClick={take}>
        {t('pay.otherTake', { amount: money(amount_minor) })}
      </Button>
    </Dialog>
  );
}
