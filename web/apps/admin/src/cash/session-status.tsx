import type { DrawerSession } from '@novapos/api';
import { Badge } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

const looks = { open: 'ok', counting: 'warn', closed: 'quiet' } as const;

export function SessionStatus({ status }: { status: DrawerSession['status'] }) {
  const { t } = useTranslation();
  return <Badge look={looks[status]}>{t(`sessions.status.${status}`)}</Badge>;
}
