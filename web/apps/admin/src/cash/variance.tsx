import { type Currency, formatMoney } from '@novapos/core';
import { Badge } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

/** What was counted less what should have been there, in words as well as in colour. */
export function Variance({ variance_minor, currency }: { variance_minor: number; currency: Currency }) {
  const text = useVarianceText();
  const look = variance_minor === 0 ? 'ok' : variance_minor > 0 ? 'warn' : 'danger';
  return <Badge look={look}>{text(variance_minor, currency)}</Badge>;
}

export function useVarianceText(): (variance_minor: number, currency: Currency) => string {
  const { t } = useTranslation();
  return (variance_minor, currency) => {
    if (variance_minor === 0) return t('cash.exact');
    const amount = formatMoney(Math.abs(variance_minor), currency);
    return variance_minor > 0 ? t('cash.over', { amount }) : t('cash.short', { amount });
  };
}
