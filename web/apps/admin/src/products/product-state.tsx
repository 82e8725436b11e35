import { Badge } from '@novapos/ui';
import { useTranslation } from 'react-i18next';

export function ProductState({ isActive }: { isActive: boolean }) {
  const { t } = useTranslation();
  return <Badge look={isActive ? 'ok' : 'quiet'}>{t(isActive ? 'products.on' : 'products.off')}</Badge>;
}
