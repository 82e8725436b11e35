import { type Currency, minorToDecimal } from '@novapos/core';
import { TextField } from '@novapos/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseDecimal } from './decimal-text';

// Some amount that shows where the decimals go.
const EXAMPLE_MINOR = 250;

type Props = {
  label: string;
  currency: Currency;
  amount_minor: number | undefined;
  onAmount: (amount_minor: number | undefined) => void;
};

/** An amount to look for: what is typed counts as soon as it is one, and what is none is said when the field is left. */
export function AmountField({ label, currency: { exponent }, amount_minor, onAmount }: Props) {
  const { t } = useTranslation();
  const textOf = (minor: number | undefined) => (minor === undefined ? '' : minorToDecimal(minor, exponent));
  const [text, setText] = useState(textOf(amount_minor));
  const [asked, setAsked] = useState(amount_minor);
  const [shown, setShown] = useState(amount_minor);
  const [isLeft, setIsLeft] = useState(false);
  // Somebody else changed it, as “clear” and the browser's back do.
  if (amount_minor !== shown) {
    setShown(amount_minor);
    if (amount_minor !== asked) {
      setText(textOf(amount_minor));
      setAsked(amount_minor);
    }
  }
  const isWrong = text.trim() !== '' && parseDecimal(text, exponent) === null;
  const type = (typed: string) => {
    setText(typed);
    setIsLeft(false);
    const amount = typed.trim() === '' ? undefined : parseDecimal(typed, exponent);
    if (amount === null || amount === asked) return;
    setAsked(amount);
    onAmount(amount);
  };
  return (
    <TextField
      label={label}
      inputMode="decimal"
      autoComplete="off"
      maxLength={16}
      value={text}
      error={
        isWrong && isLeft ? t('list.amountWrong', { example: minorToDecimal(EXAMPLE_MINOR, exponent) }) : undefined
      }
      onChange={({ target }) => type(target.value)}
      onBlur={() => setIsLeft(true)}
    />
  );
}
