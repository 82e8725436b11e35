import { Badge } from '@novapos/ui';
import { useTranslation } from 'react-i18next';
import type { CountState } from './count-filter';

const looks = { counting: 'ok', submitted: 'warn', approved: 'quiet', cancelled: 'quiet' } as const;

export function CountStatus({ state }: { state: CountState }) {
  const { t } = useTranslation();
  return <Badge look={looks[state]}>{t(`counts.states.${state}`)}</Badge>;
}
