import type { Order } from '@novapos/api';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { PaperDialog } from '../layout/paper-dialog';
import { receiptText } from './queries';

export function ReceiptDialog({ order, onClose }: { order: Order; onClose: () => void }) {
  const { t } = useTranslation();
  const receipt = useQuery(receiptText(order.id));
  return <PaperDialog title={t('order.receiptOf', { label: order.receipt_label })} paper={receipt} onClose={onClose} />;
}
