import type { Takings } from '@novapos/api';
import { type Currency, formatMoney, taxLabel } from '@novapos/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';

type Props = { takings: Takings; currency: Currency };
type Fact = [string, string];
type Tender = 'cash' | 'card' | 'crypto' | 'gift_card' | 'store_credit';

/** What was sold: in total, by tax, by tender, by cashier, and what was voided. */
export function TakingsFacts({ takings, currency }: Props) {
  const { t } = useTranslation();
  const money = (amount_minor: number) => formatMoney(amount_minor, currency);
  const { sales, voids, cashiers, first_receipt_number, last_receipt_number } = takings;
  return (
    <Card title={t('cash.takings')}>
      <p className="flex items-baseline justify-between gap-4">
        <span className="text-ink-soft">{t('cash.salesCount', { count: sales.count })}</span>
        <span className="text-2xl font-bold tracking-tight">{money(sales.total_minor)}</span>
      </p>
      <Facts
        facts={[
          ...(sales.discount_minor === 0 ? [] : [[t('cash.discount'), money(-sales.discount_minor)] as Fact]),
          [t('cash.net'), money(sales.net_minor)],
          ...sales.taxes.map((tax): Fact => [taxLabel(tax), money(tax.tax_minor)]),
          ...(sales.cash_rounding_minor === 0 ? [] : [[t('cash.rounding'), money(sales.cash_rounding_minor)] as Fact]),
          ...sales.tenders.map(
            ({ kind, amount_minor }): Fact => [t(`cash.tender.${kind as Tender}`), money(amount_minor)],
          ),
          [t('cash.voidsCount', { count: voids.count }), money(voids.total_minor)],
          ...cashiers.map(
            ({ cashier_name, count, total_minor }): Fact => [
              t('cash.cashierCount', { name: cashier_name, count }),
              money(total_minor),
            ],
          ),
          ...(first_receipt_number && last_receipt_number
            ? [
                [
                  t('cash.receipts'),
                  t('cash.receiptsFromTo', { first: first_receipt_number, last: last_receipt_number }),
                ] as Fact,
              ]
            : []),
        ]}
      />
    </Card>
  );
}
