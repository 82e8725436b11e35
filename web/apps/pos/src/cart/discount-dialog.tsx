import { Button, ChoiceGroup, Dialog, TextField } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCart, useSetup, useTill } from '../till/use-till';
import type { CartLine } from './cart';

const MICRO_PER_PERCENT = 10_000;
const PERCENTS = [5, 10, 15, 20, 25, 30, 50, 100] as const;
const REASON_MIN = 3;
const REASON_MAX = 200;
const OTHER = '';

type Props = { line: CartLine | null; onClose: () => void };

/** A part taken off a line, or off the sale where there is none; never more than this cashier may. */
export function DiscountDialog({ line, onClose }: Props) {
  const { t } = useTranslation();
  const till = useTill();
  const { discounts } = useSetup();
  const cart = useCart();
  const now = (line ?? cart).discount;
  const [rate, setRate] = useState(now ? String(now.rate_micro) : null);
  const [choice, setChoice] = useState<string | null>(null);
  const [words, setWords] = useState('');
  const reasons = discounts?.reasons.length
    ? discounts.reasons
    : [t('price.reasons.damaged'), t('price.reasons.goodwill')];
  const reason = choice === OTHER ? words.trim() : (choice ?? '');
  const canSet = rate !== null && reason.length >= REASON_MIN;

  const set = (discount: { rate_micro: number; reason: string } | null) => {
    till.discount(line?.id ?? null, discount);
    onClose();
  };

  return (
    <Dialog
      title={line ? t('discount.title', { name: line.name }) : t('discount.titleOfSale')}
      onClose={onClose}
      closeLabel={t('common.close')}
      footer={
        <>
          {now && (
            <Button size="lg" className="grow px-4" onClick={() => set(null)}>
              {t('discount.remove')}
            </Button>
          )}
          <Button
            look="primary"
            size="lg"
            className="grow px-4"
            disabled={!canSet}
            onClick={() => set({ rate_micro: Number(rate), reason })}
          >
            {t('discount.set')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <ChoiceGroup
          label={t('discount.rate')}
          value={rate}
          options={percents(discounts?.limit_micro ?? 0).map((percent) => ({
            value: String(percent * MICRO_PER_PERCENT),
            label: t('discount.percent', { percent }),
          }))}
          onChange={setRate}
        />
        <ChoiceGroup
          label={t('price.reason')}
          value={choice}
          options={[
            ...reasons.map((value) => ({ value, label: value })),
            { value: OTHER, label: t('price.reasons.other') },
          ]}
          onChange={setChoice}
        />
        {choice === OTHER && (
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

/** Those up to the limit, and the limit itself where it is a whole one. */
function percents(limit_micro: number): number[] {
  const limit = Math.floor(limit_micro / MICRO_PER_PERCENT);
  const within = PERCENTS.filter((percent) => percent <= limit);
  return limit > 0 && !within.some((percent) => percent === limit) ? [...within, limit] : [...within];
}
