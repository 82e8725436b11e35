import type { Drawer } from '@novapos/api';
import { type Currency, formatMoney } from '@novapos/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';

type Props = { drawer: Drawer; expected_minor: number; currency: Currency; children?: ReactNode };

/** What went into a drawer and out of it, and what should be there because of that. */
export function DrawerFacts({ drawer, expected_minor, currency, children }: Props) {
  const { t } = useTranslation();
  const money = (amount_minor: number) => formatMoney(amount_minor, currency);
  return (
    <Card title={t('cash.drawer')}>
      <Facts
        facts={[
          [t('cash.float'), money(drawer.float_minor)],
          [t('cash.sales'), money(drawer.sales_minor)],
          [t('cash.voids'), money(-drawer.voids_minor)],
          [t('cash.paidIn'), money(drawer.paid_in_minor)],
          [t('cash.paidOut'), money(-drawer.paid_out_minor)],
          [t('cash.loans'), money(drawer.loans_minor)],
          [t('cash.drops'), money(-drawer.drops_minor)],
          [t('cash.noSales'), String(drawer.no_sales)],
        ]}
      />
      <p className="flex justify-between gap-4 border-t border-line pt-3 font-semibold">
        <span>{t('cash.expected')}</span>
        <span>{money(expected_minor)}</span>
      </p>
      {children}
    </Card>
  );
}
