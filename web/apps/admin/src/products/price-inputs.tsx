import type { Product } from '@novapos/api';
import { type Currency, minorToDecimal } from '@novapos/core';
import { TextField } from '@novapos/ui';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { PriceForm } from './price-form';

// Some price that shows where the decimals go.
const EXAMPLE_MINOR = 250;

type Message = 'product.invalid.price' | 'product.invalid.per';
type Props = {
  inputs: { [Field in keyof PriceForm]: UseFormRegisterReturn };
  errors: { [Field in keyof PriceForm]?: { message?: string | undefined } };
  unit: Product['unit'];
  currency: Currency;
};

/** A price in a dialog: so much, for so many of the unit. */
export function PriceInputs({ inputs, errors, unit, currency }: Props) {
  const { t } = useTranslation();
  const textOf = (error: { message?: string | undefined } | undefined) =>
    error?.message && t(error.message as Message, { example: minorToDecimal(EXAMPLE_MINOR, currency.exponent) });
  return (
    <div className="grid items-start gap-4 sm:grid-cols-2">
      <TextField
        {...inputs.price}
        data-autofocus
        label={t('product.priceIn', { code: currency.code })}
        error={textOf(errors.price)}
        inputMode="decimal"
        autoComplete="off"
      />
      <TextField
        {...inputs.per}
        label={t('product.per')}
        hint={t(`product.perHint.${unit}`)}
        error={textOf(errors.per)}
        inputMode="decimal"
        autoComplete="off"
      />
    </div>
  );
}
