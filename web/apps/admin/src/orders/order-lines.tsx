import type { Order } from '@novapos/api';
import { formatMoney, formatQuantity, formatUnitPrice, taxLabel } from '@novapos/core';
import { type Column, DataTable } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import { DocumentHead } from '../lists/document-head';
import { useExport } from '../lists/export-button';
import { orderFile } from './order-file';

export function OrderLines({ order }: { order: Order }) {
  const { t } = useTranslation();
  const exporting = useExport(`order-${order.receipt_label}`);
  const money = (amount_minor: number) => formatMoney(amount_minor, order.currency);
  const columns: Column<Order['lines'][number]>[] = [
    {
      id: 'name',
      head: t('order.column.name'),
      cell: (line) => (
        <span className="font-medium whitespace-normal">
          <bdi>{line.name}</bdi>
        </span>
      ),
    },
    {
      id: 'quantity',
      head: t('order.column.quantity'),
      cell: (line) => formatQuantity(line.quantity_milli, line.unit),
      isNumber: true,
    },
    {
      id: 'price',
      head: t('order.column.price'),
      cell: (line) => {
        const { amount, per } = formatUnitPrice(line.unit_price, line.unit, order.currency);
        return `${amount} ${per}`;
      },
      isNumber: true,
      isSecondary: true,
    },
    {
      id: 'tax',
      head: t('order.column.tax'),
      cell: (line) => line.taxes.map(taxLabel).join(', '),
      isNumber: true,
      isSecondary: true,
    },
    {
      id: 'total',
      head: t('order.column.total'),
      cell: (line) => <span className="font-semibold">{money(line.total_minor)}</span>,
      isNumber: true,
    },
  ];
  return (
    <div className="min-w-0">
      <DocumentHead title={t('order.goods')} exporting={exporting} from={async () => orderFile(order)} />
      <DataTable caption={t('order.goods')} columns={columns} rows={order.lines} keyOf={(line) => line.id} />
    </div>
  );
}
