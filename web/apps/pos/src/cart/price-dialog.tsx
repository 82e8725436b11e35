import { formatMoney, formatUnitPrice } from '@novapos/core';
import { Button, ChoiceGroup, Dialog, Keypad, TextField } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CartQuote } from '../till/pricing';
import { useCurrency, useTill } from '../till/use-till';
import type { CartLine } from './cart';

const PRICE_MAX_MINOR = 99_999_999;
const REASON_MIN = 3;
const REASON_MAX = 200;
const reasons = ['damaged', 'label', 'goodwill', 'other'] as const;

type Reason = (typeof reasons)[number];
type Props = { line: CartLine; priced: CartQuote['lines'][number]; onClose: () => void };

/** A price of this line's own. The reason goes with the sale, where the owner finds it. */
export function PriceDialog({ line, priced, onClose }: Props) {
  const { t } = useTranslation();
  const till = useTill();
  const currency = useCurrency();
  const { per_milli } = priced.unit_price;
  const [amount_minor, setAmount] = useState(priced.unit_price.amount_minor);
  const [choice, setChoice] = useState<Reason | null>(null);
  const [words, setWords] = useState('');
  const { per } = formatUnitPrice(priced.unit_price, line.unit, currency);
  const reason = choice === 'other' ? words.trim() : choice ? t(`price.reasons.${choice}`) : '';
  const canSet = reason.length >= REASON_MIN;

  const set = () => {
    if (!canSet) return;
    till.changePrice(line.id, { amount_minor, per_milli, reason });
    onClose();
  };
  const putBack = () => {
    till.changePrice(line.id, null);
    onClose();
  };

  return (
    <Dialog
      title={t('price.title', { name: line.name })}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <>
          {line.price_override && (
            <Button size="lg" className="grow px-4" onClick={putBack}>
              {t('price.putBack')}
            </Button>
          )}
          <Button look="primary" size="lg" className="grow px-4" disabled={!canSet} onClick={set}>
            {t('price.set', { price: `${formatMoney(amount_minor, currency)} ${per}`.trim() })}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <Keypad
          label={t('price.label')}
          value={amount_minor}
          max={PRICE_MAX_MINOR}
          format={(minor) => formatMoney(minor, currency)}
          onChange={setAmount}
          onEnter={set}
          clearLabel={t('pay.clear')}
          backspaceLabel={t('pay.backspace')}
        />
        <ChoiceGroup
          label={t('price.reason')}
          value={choice}
          options={reasons.map((value) => ({ value, label: t(`price.reasons.${value}`) }))}
          onChange={setChoice}
        />
        {choice === 'other' && (
          <TextField
            label={t('price.words')}
            hint={t('price.wordsHint')}
            value={words}
            maxLength={REASON_MAX}
            autoFocus
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </div>
    </Dialog>
  );
}
