import { type Currency, formatMoney } from '@novapos/core';
import { Button, Dialog, Keypad } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

const LEFT_MAX_MINOR = 999_999_999_999;

type Props = { most_minor: number; currency: Currency; onSet: (left_minor: number) => void; onClose: () => void };

/** What stays in the drawer for the next one; the rest goes to the safe. */
export function LeftDialog({ most_minor, currency, onSet, onClose }: Props) {
  const { t } = useTranslation();
  const [left_minor, setLeft] = useState(0);
  const money = (minor: number) => formatMoney(minor, currency);
  const set = () => {
    if (left_minor > most_minor) return;
    onClose();
    onSet(left_minor);
  };
  return (
    <Dialog title={t('drawer.left')} onClose={onClose} closeLabel={t('common.close')}>
      <Keypad
        label={t('drawer.left')}
        value={left_minor}
        max={LEFT_MAX_MINOR}
        format={money}
        onChange={setLeft}
        onEnter={set}
        clearLabel={t('drawer.clear')}
        backspaceLabel={t('drawer.backspace')}
      />
      {left_minor > most_minor && (
        <p role="alert" className="mt-2 text-danger">
          {t('drawer.leftTooMuch', { amount: money(most_minor) })}
        </p>
      )}
      <Button look="primary" size="lg" className="mt-2 w-full" disabled={left_minor > most_minor} onClick={set}>
        {t('drawer.setLeft', { amount: money(left_minor) })}
      </Button>
    </Dialog>
  );
}
