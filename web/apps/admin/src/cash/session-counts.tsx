import type { DrawerSessionView } from '@novapos/api';
import { formatDateTime, formatMoney, formatRoundMoney } from '@novapos/core';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';
import { Facts } from '../layout/facts';
import { Variance } from './variance';

type Props = { session: DrawerSessionView; time_zone: string | undefined };

export function SessionCounts({ session, time_zone }: Props) {
  const { t } = useTranslation();
  const { currency, counts } = session;
  const money = (amount_minor: number) => formatMoney(amount_minor, currency);
  return (
    <Card title={t('session.counts')}>
      {counts.length === 0 && <p className="text-sm text-ink-soft">{t('session.countsNone')}</p>}
      {counts.map((count) => (
        <section key={count.count_number} className="flex flex-col gap-2.5 [&+&]:border-t [&+&]:border-line [&+&]:pt-4">
          <h3 className="flex flex-wrap items-center gap-2 font-medium">
            {t('session.count', { number: count.count_number })}
            <Variance variance_minor={count.variance_minor} currency={currency} />
          </h3>
          <p className="text-sm text-ink-soft wrap-anywhere">
            {t('cash.by', { at: formatDateTime(count.at, time_zone), name: count.by.name })}
          </p>
          <Facts
            facts={[
              [t('cash.counted'), money(count.counted_minor)],
              [t('cash.expected'), money(count.expected_minor)],
            ]}
          />
          {count.pieces.length > 0 && (
            <p className="text-sm text-ink-soft">
              {count.pieces
                .map(({ count: many, value_minor }) =>
                  t('session.piece', { count: many, value: formatRoundMoney(value_minor, currency) }),
                )
                .join(', ')}
            </p>
          )}
        </section>
      ))}
    </Card>
  );
}
