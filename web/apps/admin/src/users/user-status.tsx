import type { User } from '@novapos/api';
import { Badge } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

const looks = { active: 'ok', invited: 'warn', deactivated: 'quiet' } as const;

export function UserStatus({ status }: { status: User['status'] }) {
  const { t } = useTranslation();
  return <Badge look={looks[status]}>{t(`user.status.${status}`)}</Badge>;
}
