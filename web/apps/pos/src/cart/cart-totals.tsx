import { formatMoney, taxLabel } from '@novapos/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CartQuote } from '../till/pricing';
import { useCart, useCurrency, useSetup } from '../till/use-till';
import { discountText } from './discount-text';

export function CartTotals({ quote }: { quote: CartQuote }) {
  const { t } = useTranslation();
  const currency = useCurrency();
  const { prices_include_tax } = useSetup().pricing;
  const money = (amount_minor: number) => formatMoney(amount_minor, currency);
  const due_minor = quote.cash_total_minor;
  const { discount } = useCart();
  const off_minor = quote.lines.reduce((sum, line) => sum + line.cart_discount_minor, 0);

  return (
    <dl className="flex flex-col gap-0.5 pb-3 text-sm text-ink-soft">
      {discount && <Row label={<bdi>{discountText(discount)}</bdi>} value={money(-off_minor)} />}
      {!prices_include_tax && quote.taxes.length > 0 && (
        <Row label={t('cart.subtotal')} value={money(quote.net_minor)} />
      )}
      {quote.taxes.map((tax) => (
        <Row
          key={tax.rate_id}
          label={prices_include_tax ? t('cart.taxIncluded', { tax: taxLabel(tax) }) : taxLabel(tax)}
          value={money(tax.tax_minor)}
        />
      ))}
      {quote.cash_rounding_minor !== 0 && <Row label={t('cart.rounding')} value={money(quote.cash_rounding_minor)} />}
      <div className="mt-1 flex items-baseline justify-between text-ink">
        <dt className="text-lg font-semibold">{t('cart.total')}</dt>
        <dd className="text-4xl font-bold tracking-tight">{money(due_minor)}</dd>
      </div>
    </dl>
  );
}

function Row({ label, value }: { label: ReactNode; value: string }) {
  return (
    <div className="flex justify-between gap-4">
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
