import type { DrawerSessionView } from '@novapos/api';
import { formatMoney, formatTime } from '@novapos/core';
import { type Column, DataTable } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { Card } from '../layout/card';

type Movement = DrawerSessionView['movements'][number];
type Props = { session: DrawerSessionView; time_zone: string | undefined };

/** What leaves the drawer is less than nothing. */
const signs = { paid_in: 1, loan: 1, paid_out: -1, drop: -1, no_sale: 0 } as const;

export function SessionMovements({ session, time_zone }: Props) {
  const { t } = useTranslation();
  const columns: Column<Movement>[] = [
    {
      id: 'kind',
      head: t('session.column.kind'),
      cell: ({ kind, reason }) => (
        <span className="font-medium whitespace-normal">
          {t(`session.kind.${kind}`)}
          <span className="block text-sm font-normal text-ink-soft wrap-anywhere">{reason}</span>
        </span>
      ),
    },
    { id: 'by', head: t('session.column.by'), isSecondary: true, cell: ({ by }) => by.name },
    { id: 'at', head: t('session.column.at'), cell: ({ at }) => formatTime(at, time_zone) },
    {
      id: 'amount',
      head: t('session.column.amount'),
      isNumber: true,
      cell: ({ kind, amount_minor }) => (
        <span className="font-semibold">
          {kind === 'no_sale' ? '–' : formatMoney(signs[kind] * amount_minor, session.currency)}
        </span>
      ),
    },
  ];
  if (session.movements.length === 0) {
    return (
      <Card title={t('session.movements')}>
        <p className="text-sm text-ink-soft">{t('session.movementsNone')}</p>
      </Card>
    );
  }
  return (
    <section>
      <h2 className="mb-3 font-semibold">{t('session.movements')}</h2>
      <DataTable caption={t('session.movements')} columns={columns} rows={session.movements} keyOf={({ id }) => id} />
    </section>
  );
}
