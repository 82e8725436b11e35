import type { Order } from '@novapos/api';
import { Badge } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

export function OrderStatus({ status }: { status: Order['status'] }) {
  const { t } = useTranslation();
  return <Badge look={status === 'voided' ? 'danger' : 'ok'}>{t(`common.status.${status}`)}</Badge>;
}
